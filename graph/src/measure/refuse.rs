//! Refuses requests to a cube that cannot be answered as they are, with a message that says what to do.

use super::cells::Cells;
use super::rows::FoundCounts;
use crate::declare::{Cube, Role};
use crate::error::Code;
use crate::error::Failure;
use crate::plan::{Known, MAX_GROUPS};
use crate::value::Value;

/// The most rows of an answer.
pub(super) const MAX_ROWS: usize = 5_000;

fn bad(message: String) -> Failure {
    Failure { code: Code::BadUserInput, message }
}

/// The checks that need the values of the request or the result of the count.
pub(super) fn check(found: &FoundCounts, cube: &Cube, cells: &Cells) -> Result<(), Failure> {
    if cube.as_of && found.day > found.today {
        return Err(bad(format!("`asOf` is {}, which is still to come: give today or an earlier day", found.day)));
    }
    for filter in found.out.filters.iter().filter(|filter| !found.out.by.contains(&filter.dimension)) {
        let dimension = &cube.dimensions[filter.dimension];
        let several = matches!(filter.members.value(found.slots), Value::List(items) if distinct(&items) > 1);
        if several && matches!(dimension.role, Role::Slice(_)) {
            let name = dimension.name;
            return Err(bad(format!(
                "figures cannot be added up over {name}: name one in `where`, or group by {name} as well"
            )));
        }
    }
    if cells.too_many {
        let message = "this makes too many groups to check that none discloses a few people: group by fewer dimensions";
        return Err(bad(message.to_owned()));
    }
    let (count, _) = found.counts[found.out.count];
    if cells.all_known && !matches!(count.known, Known::Nothing) {
        return Ok(());
    }
    let named = found.out.by.iter().copied().chain(found.out.filters.iter().map(|filter| filter.dimension));
    let mut groups: Vec<usize> = named.filter(|dimension| cube.is_group(*dimension)).collect();
    groups.sort_unstable();
    groups.dedup();
    if groups.len() <= MAX_GROUPS {
        return Ok(());
    }
    let names: Vec<&str> = groups.iter().map(|dimension| cube.dimensions[*dimension].name).collect();
    Err(bad(format!(
        "{} are combined: combine at most {MAX_GROUPS} groups of people whose rows you may not read",
        names.join(", ")
    )))
}

/// Refuses an answer of too many rows.
pub(super) fn rows(number: usize) -> Result<(), Failure> {
    if number <= MAX_ROWS {
        return Ok(());
    }
    Err(bad(format!(
        "this makes {number} rows, and at most {MAX_ROWS} are returned: filter, or group by fewer dimensions"
    )))
}

fn distinct(items: &[Value]) -> usize {
    let mut texts: Vec<String> = items.iter().map(|item| format!("{item:?}")).collect();
    texts.sort_unstable();
    texts.dedup();
    texts.len()
}
