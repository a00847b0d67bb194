//! Adds up a count's cells into parts, one for each combination of members of the `by` dimensions, and decides which
//! parts are suppressed.

use std::collections::BTreeMap;

use super::cells::{Amounts, Cells, Member, Rank};
use super::suppress::{closed, project};
use crate::declare::{Cube, Members};
use crate::plan::{Count, Filter};
use crate::value::Value;

/// The sums of a part, and what of them is suppressed.
#[derive(Clone, Debug, Default)]
pub(super) struct PartAmounts {
    /// The sums.
    pub amounts: Amounts,
    /// Whether the part is suppressed.
    pub hidden: bool,
    /// Single sums that are suppressed although the part is not, by their place in the count.
    pub dark_sums: Vec<usize>,
    /// Whether the part contains people whom the caller could not read.
    pub unread: bool,
}

/// The sort key of a part, its members, and its sums.
pub(super) type Placed = (Vec<Rank>, Vec<Member>, PartAmounts);

/// The parts, in their order.
pub(super) fn parts(
    cube: &Cube,
    count: &Count,
    cells: &Cells,
    by: &[usize],
    filters: &[Filter],
    slots: &[Value],
) -> Vec<Placed> {
    let axis = |dimension: &usize| count.dimensions.iter().position(|known| known == dimension);
    let axes: Vec<usize> = by.iter().filter_map(axis).collect();
    let filtered: Vec<usize> = filters.iter().filter_map(|filter| axis(&filter.dimension)).collect();
    let wanted: Vec<(usize, Vec<bool>)> = filters
        .iter()
        .filter_map(|filter| {
            let axis = axis(&filter.dimension)?;
            let named = filter.members.value(slots);
            let members = &cube.dimensions[filter.dimension].members;
            Some((axis, cells.members[axis].iter().map(|member| is_among(&member.key, &named, members)).collect()))
        })
        .collect();
    let shown = || axes.iter().chain(&filtered).copied();
    let table = closed(&cells.axes, shown().filter(|axis| *axis < cells.axes.len()));
    let is_hidden = |set: u32, cell| cells.hidden.get(&set).is_some_and(|cells| cells.contains(&project(cell, set)));
    // A sum over some members of a dimension is suppressed wherever one of those members is.
    let about: Vec<(usize, u32)> = count
        .sums
        .iter()
        .enumerate()
        .filter_map(|(place, sum)| Some((place, axis(&cube.dimension(cube.sums[*sum].about?)?)?)))
        .filter(|(_, axis)| *axis < cells.axes.len())
        .map(|(place, axis)| (place, closed(&cells.axes, shown().chain([axis]))))
        .collect();
    let mut parts: BTreeMap<Vec<Rank>, (Vec<Member>, PartAmounts)> = BTreeMap::new();
    for (cell, amounts) in &cells.amounts {
        if wanted.iter().any(|(axis, wanted)| !wanted[cell[*axis] as usize]) {
            continue;
        }
        let members = axes.iter().map(|axis| &cells.members[*axis][cell[*axis] as usize]);
        let key = members.clone().map(Member::rank).collect();
        let (_, part) = parts.entry(key).or_insert_with(|| (members.cloned().collect(), PartAmounts::default()));
        part.amounts.add(amounts);
        // A total over cells of which one is suppressed would disclose that cell.
        part.hidden |= is_hidden(table, cell);
        part.unread |= cells.unread.contains(cell);
        for (place, set) in &about {
            let counts = amounts.sums.get(*place).is_some_and(|sum| *sum != 0);
            if counts && is_hidden(*set, cell) && !part.dark_sums.contains(place) {
                part.dark_sums.push(*place);
            }
        }
    }
    parts.into_iter().map(|(key, (members, part))| (key, members, part)).collect()
}

fn is_among(key: &Value, named: &Value, members: &Members) -> bool {
    let one = |value: &Value| match members {
        Members::Rows(name) => {
            let decoded = value.as_text().and_then(crate::id::decode);
            decoded.is_some_and(|(of, id)| of == *name && *key == Value::Uuid(id))
        }
        Members::Days => key.as_date().zip(value.as_date()).is_some_and(|(key, day)| key <= day),
        _ => key == value,
    };
    match named {
        Value::List(items) => items.iter().any(one),
        value => one(value),
    }
}
