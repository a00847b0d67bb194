//! Which cells of a table are not told, so that no small group can be worked out from what is.
//!
//! Small groups are hidden (primary), then as many others as it takes that none follows from a total (secondary). The
//! tables of all combinations of the dimensions are looked at together, the coarse before the fine: what a coarse
//! answer hides, no finer one tells, and a filter is a slice of a table in which it is a dimension. So several answers
//! to the same caller cannot be played off against each other.
//!
//! Only people whom the caller could not read count: who knows the others would subtract them.

mod solve;

use std::collections::{BTreeMap, BTreeSet};

use solve::Solved;

/// A dimension, as hiding needs it.
#[derive(Clone, Debug, Default)]
pub struct Axis {
    /// The axes of which a member here is a part.
    pub within: Vec<usize>,
    /// Where a part has only one group, it is not told.
    pub protected: bool,
    /// Never added up over.
    pub slice: bool,
}

/// The members of a cell, an axis each; [`ALL`] where the table adds up over it.
pub type Members = Vec<u32>;

/// All members of an axis together.
pub const ALL: u32 = u32::MAX;

/// The people of a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct People {
    /// All.
    pub all: i64,
    /// Those whom the caller could not read one by one.
    pub unread: i64,
}

/// A table: its cells with their people.
pub type Table = BTreeMap<Members, People>;

/// The tables to look at, by the set of their axes: those in which no axis stands without what it is a part of.
#[must_use]
pub fn tables_of(axes: &[Axis]) -> Vec<u32> {
    let mut sets: Vec<u32> = (0..1u32 << axes.len())
        .filter(|set| {
            axes.iter().enumerate().all(|(index, axis)| match set >> index & 1 {
                1 => axis.within.iter().all(|other| set >> other & 1 == 1),
                _ => !axis.slice,
            })
        })
        .collect();
    sets.sort_by_key(|set| (set.count_ones(), *set));
    sets
}

/// The axes that a set's table can be added up over, each giving the coarser table.
fn removable(axes: &[Axis], set: u32) -> Vec<usize> {
    (0..axes.len())
        .filter(|index| set >> index & 1 == 1 && !axes[*index].slice)
        .filter(|index| !(0..axes.len()).any(|other| set >> other & 1 == 1 && axes[other].within.contains(index)))
        .collect()
}

fn without(members: &Members, axis: usize) -> Members {
    let mut coarse = members.clone();
    coarse[axis] = ALL;
    coarse
}

/// The hidden cells of every table. A cell is small below `threshold`.
#[must_use]
pub fn hide(axes: &[Axis], tables: &BTreeMap<u32, Table>, threshold: i64) -> BTreeMap<u32, BTreeSet<Members>> {
    let mut sets: Vec<u32> = tables.keys().copied().collect();
    sets.sort_by_key(|set| (set.count_ones(), *set));
    // Totals that would give the only hidden part of theirs away.
    let mut given_away: BTreeSet<(u32, Members)> = BTreeSet::new();
    loop {
        let mut hidden: BTreeMap<u32, BTreeSet<Members>> = BTreeMap::new();
        let mut more = None;
        for set in &sets {
            match one(axes, *set, &tables[set], &hidden, &given_away, threshold) {
                Ok(cells) => hidden.insert(*set, cells),
                Err(total) => {
                    more = Some(total);
                    break;
                }
            };
        }
        match more.or_else(|| found_out(axes, tables, &hidden, threshold)) {
            Some(total) => given_away.insert(total),
            None => return alone(axes, tables, hidden),
        };
    }
}

/// What must be hidden besides, where a small cell follows from what all tables tell together: a ring of totals may
/// give away what no single total does.
fn found_out(
    axes: &[Axis],
    tables: &BTreeMap<u32, Table>,
    hidden: &BTreeMap<u32, BTreeSet<Members>>,
    threshold: i64,
) -> Option<(u32, Members)> {
    let finest = tables.keys().copied().max_by_key(|set| set.count_ones())?;
    let dark: Vec<&Members> = hidden[&finest].iter().collect();
    // The unknowns of each cell, in every table at once.
    let mut parts: BTreeMap<u32, BTreeMap<Members, Vec<usize>>> = BTreeMap::new();
    for set in tables.keys() {
        let of_set = parts.entry(*set).or_default();
        for (number, members) in dark.iter().enumerate() {
            of_set.entry(coarser(members, *set)).or_default().push(number);
        }
    }
    let equations: Vec<Vec<usize>> = parts
        .iter()
        .flat_map(|(set, cells)| cells.iter().filter(|(members, _)| !hidden[set].contains(*members)))
        .map(|(_, unknowns)| unknowns.clone())
        .collect();
    let solved = Solved::new(dark.len(), &equations);
    for (set, table) in tables {
        for (members, _) in table.iter().filter(|(_, people)| (1..threshold).contains(&people.unread)) {
            let unknowns = parts[set].get(members).map_or(&[][..], Vec::as_slice);
            if solved.follows(unknowns) {
                let near = beside(axes, *set, table, &hidden[set], members).map(|members| (*set, members));
                return near.or_else(|| smallest(&parts, tables, hidden, |told| solved.together(unknowns, told)));
            }
        }
    }
    None
}

/// The smallest cell told that shares a part with this one.
fn beside(axes: &[Axis], set: u32, table: &Table, hidden: &BTreeSet<Members>, cell: &Members) -> Option<Members> {
    let axes = removable(axes, set);
    let near = |members: &Members| axes.iter().any(|axis| without(members, *axis) == without(cell, *axis));
    let told =
        table.iter().filter(|(members, people)| people.unread > 0 && !hidden.contains(*members) && near(members));
    told.min_by_key(|(members, people)| (people.unread, (*members).clone())).map(|(members, _)| members.clone())
}

/// The smallest cell told, of any table, whose unknowns are to do with those asked about.
fn smallest(
    parts: &BTreeMap<u32, BTreeMap<Members, Vec<usize>>>,
    tables: &BTreeMap<u32, Table>,
    hidden: &BTreeMap<u32, BTreeSet<Members>>,
    concerns: impl Fn(&[usize]) -> bool,
) -> Option<(u32, Members)> {
    let cells = parts.iter().flat_map(|(set, cells)| cells.iter().map(move |(members, told)| (*set, members, told)));
    cells
        .filter(|(set, members, told)| !hidden[set].contains(*members) && concerns(told))
        .min_by_key(|(set, members, _)| (tables[set][*members].unread, *set, (*members).clone()))
        .map(|(set, members, _)| (set, members.clone()))
}

fn coarser(members: &Members, set: u32) -> Members {
    members.iter().enumerate().map(|(axis, member)| if set >> axis & 1 == 1 { *member } else { ALL }).collect()
}

/// The hidden cells of one table, or the total that must be hidden first.
fn one(
    axes: &[Axis],
    set: u32,
    table: &Table,
    coarser: &BTreeMap<u32, BTreeSet<Members>>,
    given_away: &BTreeSet<(u32, Members)>,
    threshold: i64,
) -> Result<BTreeSet<Members>, (u32, Members)> {
    let removable = removable(axes, set);
    let is_hidden =
        |axis: usize, total: &Members| coarser.get(&(set & !(1 << axis))).is_some_and(|cells| cells.contains(total));
    let mut hidden: BTreeSet<Members> = table
        .iter()
        .filter(|(_, people)| people.unread > 0)
        .filter(|(members, people)| {
            people.unread < threshold
                || given_away.contains(&(set, (*members).clone()))
                || removable.iter().any(|axis| is_hidden(*axis, &without(members, *axis)))
        })
        .map(|(members, _)| members.clone())
        .collect();
    loop {
        let before = hidden.len();
        for axis in &removable {
            let mut parts: BTreeMap<Members, Vec<(&Members, i64)>> = BTreeMap::new();
            for (members, people) in table.iter().filter(|(_, people)| people.unread > 0) {
                parts.entry(without(members, *axis)).or_default().push((members, people.unread));
            }
            for (total, cells) in parts {
                if is_hidden(*axis, &total) {
                    continue;
                }
                loop {
                    let (dark, light): (Vec<_>, Vec<_>) =
                        cells.iter().partition(|(members, _)| hidden.contains(*members));
                    let people: i64 = dark.iter().map(|(_, people)| people).sum();
                    if dark.is_empty() || (dark.len() > 1 && people >= threshold) {
                        break;
                    }
                    match light.into_iter().min_by_key(|(members, people)| (*people, (*members).clone())) {
                        Some((members, _)) => hidden.insert((*members).clone()),
                        None => return Err((set & !(1 << axis), total)),
                    };
                }
            }
        }
        if hidden.len() == before {
            return Ok(hidden);
        }
    }
}

/// Adds the cells that are the only group of their part: that nobody is in the others would tell of everyone.
fn alone(
    axes: &[Axis],
    tables: &BTreeMap<u32, Table>,
    mut hidden: BTreeMap<u32, BTreeSet<Members>>,
) -> BTreeMap<u32, BTreeSet<Members>> {
    for (set, table) in tables {
        for axis in removable(axes, *set).into_iter().filter(|axis| axes[*axis].protected) {
            let mut parts: BTreeMap<Members, Vec<&Members>> = BTreeMap::new();
            for (members, _) in table.iter().filter(|(_, people)| people.all > 0) {
                parts.entry(without(members, axis)).or_default().push(members);
            }
            for cells in parts.into_values() {
                if let [only] = cells.as_slice()
                    && table[*only].unread > 0
                {
                    hidden.entry(*set).or_default().insert((*only).clone());
                }
            }
        }
    }
    hidden
}

#[cfg(test)]
mod tests;
