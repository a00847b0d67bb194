//! Which number a child goes by, and which it had. A permanent one replaces a temporary one and never the reverse.

use entity::pupil;

use super::said::Said;

/// Puts the numbers of a row in their places.
pub(super) fn settle(row: &mut pupil::Model, said: &Said) {
    let mut former: Vec<String> = formerly(row).map(str::to_owned).collect();
    let new = said.upn.as_str();
    let is_former_here = former.iter().any(|upn| upn == new);
    former.extend(said.former.iter().map(|upn| upn.as_str().to_owned()));
    if let Some(old) = row.upn.clone().filter(|old| old != new) {
        let is_former_there = said.former.iter().any(|upn| upn.as_str() == old);
        let old_is_temporary = old.ends_with(|last: char| last.is_ascii_alphabetic());
        let replaces = !is_former_here && (is_former_there || old_is_temporary || !said.upn.is_temporary());
        if replaces {
            former.push(old);
            row.upn = Some(new.to_owned());
        } else {
            former.push(new.to_owned());
        }
    } else {
        row.upn = Some(new.to_owned());
    }
    let mut kept: Vec<String> = Vec::new();
    for upn in former {
        if Some(&upn) != row.upn.as_ref() && !kept.contains(&upn) {
            kept.push(upn);
        }
    }
    row.former_upns = Some(kept.join(" ")).filter(|list| !list.is_empty());
}

/// The numbers a child had.
pub(in crate::pupils) fn formerly(row: &pupil::Model) -> impl Iterator<Item = &str> {
    row.former_upns.iter().flat_map(|list| list.split_whitespace())
}
