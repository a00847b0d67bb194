//! What a caller may see of the changes of a type's rows: its version, its last change, whether it changed since.
//!
//! A change of a part alone (`declare/part.rs`) is kept in `row_stamp` under the part's name. It counts only for callers
//! who may read the part on that row; to all others the row stands as it was.

use super::condition::{Cond, Operand, Operator};
use super::read::Expr;
use super::reference;
use crate::caller::Caller;
use crate::declare::part::{self, Part};
use crate::declare::{Catalogue, Column, Resource};
use crate::request::Bind;

/// The name of what all who see a row may see of it.
pub const OPEN_PART: &str = "";
/// The name under which changes of parts alone are counted together: the row's version counts them too.
pub const ALONE: &str = "*";

/// What precedes the name of a part that other rows make, where an action gives the row a new version for the sake of it
/// (`Change::touch`).
pub const VERSIONED: &str = "+";

/// The parts of a type's rows that a caller may see, each with the rows on which.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    /// The type.
    pub type_name: &'static str,
    /// The key of its rows.
    pub id: Column,
    /// Names of parts with the condition on the row.
    pub parts: Vec<(Vec<String>, Cond)>,
}

/// From where changes count.
#[derive(Clone, Debug, PartialEq)]
pub enum Since {
    /// From this moment on.
    Time(Bind),
    /// From the mark on that the page names in `changedAfter`.
    Mark(Bind),
}

fn seen(catalogue: &Catalogue, caller: &Caller, resource: &Resource, parts: &[Part]) -> Seen {
    let mut seen = Seen { type_name: resource.name, id: resource.id, parts: Vec::new() };
    for part in parts {
        match reference::sees(catalogue, caller, resource, part) {
            Cond::False => {}
            cond => match seen.parts.iter_mut().find(|(_, known)| *known == cond) {
                Some((names, _)) => names.push(part.name.clone()),
                None => seen.parts.push((vec![part.name.clone()], cond)),
            },
        }
    }
    seen
}

fn all(catalogue: &Catalogue, resource: &Resource) -> Vec<Part> {
    catalogue.index_of(resource.name).map(|number| part::all(catalogue, number)).unwrap_or_default()
}

fn of_all(catalogue: &Catalogue, caller: &Caller, resource: &Resource) -> Seen {
    seen(catalogue, caller, resource, &all(catalogue, resource))
}

/// A column as the caller may see it: version and last change stand for the parts that the caller may see.
pub(crate) fn column(catalogue: &Catalogue, caller: &Caller, resource: &Resource, column: Column) -> Expr {
    if Some(column) == resource.version {
        let mut parts = all(catalogue, resource);
        for part in parts.iter_mut().filter(|part| part.columns.is_empty()) {
            part.name.insert_str(0, VERSIONED);
        }
        if !parts.is_empty() {
            return Expr::Version(column, Box::new(seen(catalogue, caller, resource, &parts)));
        }
    }
    if Some(column) == resource.updated_at {
        let seen = of_all(catalogue, caller, resource);
        if !seen.parts.is_empty() {
            return Expr::Updated(column, Box::new(seen));
        }
    }
    Expr::Column(column)
}

/// The rows that changed at or after a moment, as far as the caller may see.
pub(super) fn since(catalogue: &Catalogue, caller: &Caller, resource: &Resource, updated: Column, bind: Bind) -> Cond {
    let seen = of_all(catalogue, caller, resource);
    let open = Cond::Compare(updated.into(), Operator::Gte, Operand::Plain(bind.clone()));
    if seen.parts.is_empty() { open } else { Cond::Or(vec![open, Cond::Changed(Box::new(seen), Since::Time(bind))]) }
}

/// The rows that changed after a mark, as far as the caller may see.
pub(super) fn after(catalogue: &Catalogue, caller: &Caller, resource: &Resource, mark: Bind) -> Cond {
    let mut seen = of_all(catalogue, caller, resource);
    match seen.parts.iter_mut().find(|(_, cond)| *cond == Cond::True) {
        Some((names, _)) => names.push(OPEN_PART.to_owned()),
        None => seen.parts.push((vec![OPEN_PART.to_owned()], Cond::True)),
    }
    Cond::Changed(Box::new(seen), Since::Mark(mark))
}
