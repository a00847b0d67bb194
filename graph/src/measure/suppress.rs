//! Decides which cells of a table to suppress, so that no small group can be derived from the cells that are shown.
//!
//! Primary suppression hides small cells; secondary suppression hides further cells until no small one follows from a
//! total. The tables of all combinations of dimensions are treated together, coarse before fine: what a coarse table
//! hides, no finer table shows, and a filter is a slice of a table that has it as a dimension. So a caller cannot
//! derive a small group by combining several answers.
//!
//! Only people whom the caller could not read count towards a cell's size: the caller knows the others and could
//! subtract them.

mod solve;

use std::collections::{BTreeMap, BTreeSet};

use solve::Solved;

/// A dimension, as suppression needs it.
#[derive(Clone, Debug, Default)]
pub struct Axis {
    /// The axes that this one lies within, as a class lies within a school.
    pub within: Vec<usize>,
    /// Whether a cell is hidden when everybody in its part is in one group: the other groups' absence is confidential.
    pub protected: bool,
    /// Whether it is a slice: figures are never added up over its members.
    pub slice: bool,
}

/// The members of a cell, one for each axis; [`ALL`] where the table adds up over the axis.
pub type MemberKeys = Vec<u32>;

/// All members of an axis together.
pub const ALL: u32 = u32::MAX;

/// The people of a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct People {
    /// All of them.
    pub all: i64,
    /// Those whom the caller could not read one by one.
    pub unread: i64,
    /// Whether the cell has a part outside the caller's read access: then even a zero is information and may be hidden.
    pub unseen: bool,
}

/// A table: each cell with its people.
pub type Table = BTreeMap<MemberKeys, People>;

/// The tables to treat, each as its set of axes: sets with every slice, and with every axis that a member lies within.
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

/// The axes that a table can be added up over; leaving one out gives a coarser table.
fn removable(axes: &[Axis], set: u32) -> Vec<usize> {
    (0..axes.len())
        .filter(|index| set >> index & 1 == 1 && !axes[*index].slice)
        .filter(|index| !(0..axes.len()).any(|other| set >> other & 1 == 1 && axes[other].within.contains(index)))
        .collect()
}

fn without(members: &MemberKeys, axis: usize) -> MemberKeys {
    let mut coarse = members.clone();
    coarse[axis] = ALL;
    coarse
}

/// The hidden cells of every table. A cell is small below `threshold`.
///
/// Each table is made safe given all coarser ones, and may hide only its own cells: a caller can ask for the coarser
/// tables too, and those are already decided.
#[must_use]
pub fn hide(axes: &[Axis], tables: &BTreeMap<u32, Table>, threshold: i64) -> BTreeMap<u32, BTreeSet<MemberKeys>> {
    let mut sets: Vec<u32> = tables.keys().copied().collect();
    sets.sort_by_key(|set| (set.count_ones(), *set));
    let mut hidden: BTreeMap<u32, BTreeSet<MemberKeys>> = BTreeMap::new();
    for set in sets {
        let mut cells = obvious(axes, set, &tables[&set], &hidden, threshold);
        while let Some(more) = found_out(axes, set, tables, &hidden, &cells, threshold) {
            cells.extend(more);
        }
        hidden.insert(set, cells);
    }
    alone(axes, tables, hidden)
}

/// Hides the small cells of a table, the cells within a hidden coarser cell, and those that would follow from one
/// total.
fn obvious(
    axes: &[Axis],
    set: u32,
    table: &Table,
    coarser: &BTreeMap<u32, BTreeSet<MemberKeys>>,
    threshold: i64,
) -> BTreeSet<MemberKeys> {
    let removable = removable(axes, set);
    let is_hidden =
        |axis: usize, total: &MemberKeys| coarser.get(&(set & !(1 << axis))).is_some_and(|cells| cells.contains(total));
    let mut hidden: BTreeSet<MemberKeys> = table
        .iter()
        .filter(|(_, people)| people.unread > 0)
        .filter(|(members, people)| {
            people.unread < threshold || removable.iter().any(|axis| is_hidden(*axis, &without(members, *axis)))
        })
        .map(|(members, _)| members.clone())
        .collect();
    loop {
        let before = hidden.len();
        for axis in &removable {
            let mut parts: BTreeMap<MemberKeys, Vec<(&MemberKeys, People)>> = BTreeMap::new();
            for (members, people) in table.iter().filter(|(_, people)| people.could_be_hidden()) {
                parts.entry(without(members, *axis)).or_default().push((members, *people));
            }
            for (_, cells) in parts.into_iter().filter(|(total, _)| !is_hidden(*axis, total)) {
                loop {
                    let (dark, light): (Vec<_>, Vec<_>) =
                        cells.iter().partition(|(members, _)| hidden.contains(*members));
                    let people: i64 = dark.iter().map(|(_, people)| people.unread).sum();
                    if dark.is_empty() || (dark.len() > 1 && people >= threshold) {
                        break;
                    }
                    let Some((members, _)) = light.into_iter().min_by_key(|(members, people)| people.rank(members))
                    else {
                        break;
                    };
                    hidden.insert((*members).clone());
                }
            }
        }
        if hidden.len() == before {
            return hidden;
        }
    }
}

/// Further cells to hide, where a small cell follows from the shown cells of all tables together: several totals
/// combined may disclose what no single total does. `None` where nothing follows.
fn found_out(
    axes: &[Axis],
    set: u32,
    tables: &BTreeMap<u32, Table>,
    coarser: &BTreeMap<u32, BTreeSet<MemberKeys>>,
    own: &BTreeSet<MemberKeys>,
    threshold: i64,
) -> Option<Vec<MemberKeys>> {
    let dark: Vec<&MemberKeys> = own.iter().collect();
    let of_set = |set: &u32| if let Some(cells) = coarser.get(set) { cells } else { own };
    // For every cell of every table: the unknowns (hidden cells of this table) that it adds up.
    let mut parts: BTreeMap<u32, BTreeMap<MemberKeys, Vec<usize>>> = BTreeMap::new();
    for part in tables.keys().filter(|part| *part & set == **part) {
        let cells = parts.entry(*part).or_default();
        for (number, members) in dark.iter().enumerate() {
            cells.entry(project(members, *part)).or_default().push(number);
        }
    }
    let equations: Vec<Vec<usize>> = parts
        .iter()
        .flat_map(|(part, cells)| cells.iter().filter(|(members, _)| !of_set(part).contains(*members)))
        .map(|(_, unknowns)| unknowns.clone())
        .collect();
    let solved = Solved::new(dark.len(), &equations);
    let mut more: BTreeSet<MemberKeys> = BTreeSet::new();
    for (part, cells) in &parts {
        for (members, unknowns) in cells {
            if !(1..threshold).contains(&tables[part][members].unread) || !solved.follows(unknowns) {
                continue;
            }
            let table = &tables[&set];
            let is_shown = |members: &MemberKeys| !own.contains(members) && !more.contains(members);
            let shown = || table.iter().filter(|(members, people)| people.could_be_hidden() && is_shown(members));
            if unknowns.iter().any(|unknown| solved.is_too_large(*unknown)) {
                let all: Vec<MemberKeys> = shown().map(|(members, _)| members.clone()).collect();
                return (!all.is_empty()).then_some(all);
            }
            let near = |other: &MemberKeys| {
                let near = |unknown: &usize| {
                    let cell = dark[*unknown];
                    removable(axes, set).iter().any(|axis| without(cell, *axis) == without(other, *axis))
                };
                unknowns.iter().any(near)
            };
            // Hide one cell for each small cell that follows, before solving again: solving after each would be too
            // slow.
            let smallest = shown().min_by_key(|(members, people)| (!near(members), people.rank(members)));
            if let Some(members) = smallest.map(|(members, _)| members.clone()) {
                more.insert(members);
            }
        }
    }
    (!more.is_empty()).then(|| more.into_iter().collect())
}

/// The set of axes of the table that holds parts by `some` axes: adds all slices, and the axes that each lies within.
#[must_use]
pub fn closed(axes: &[Axis], some: impl IntoIterator<Item = usize>) -> u32 {
    let mut open: Vec<usize> = some.into_iter().chain((0..axes.len()).filter(|axis| axes[*axis].slice)).collect();
    let mut set = 0u32;
    while let Some(axis) = open.pop() {
        if set >> axis & 1 == 0 {
            set |= 1 << axis;
            open.extend(&axes[axis].within);
        }
    }
    set
}

impl People {
    /// Whether hiding the cell withholds information: it has people whom the caller could not read, or its zero would
    /// disclose that nobody is there.
    fn could_be_hidden(&self) -> bool {
        self.unread > 0 || self.unseen
    }

    /// The order in which cells are chosen for hiding: small ones first, empty ones last.
    fn rank(&self, members: &MemberKeys) -> (bool, i64, MemberKeys) {
        (self.unread == 0, self.unread, members.clone())
    }
}

/// The cell of a coarser table that contains this cell.
#[must_use]
pub fn project(members: &MemberKeys, set: u32) -> MemberKeys {
    members.iter().enumerate().map(|(axis, member)| if set >> axis & 1 == 1 { *member } else { ALL }).collect()
}

/// Hides, on protected axes, each cell that is the only group of its part: shown beside empty groups, it would disclose
/// the group of everybody in the part.
fn alone(
    axes: &[Axis],
    tables: &BTreeMap<u32, Table>,
    mut hidden: BTreeMap<u32, BTreeSet<MemberKeys>>,
) -> BTreeMap<u32, BTreeSet<MemberKeys>> {
    for (set, table) in tables {
        for axis in removable(axes, *set).into_iter().filter(|axis| axes[*axis].protected) {
            let mut parts: BTreeMap<MemberKeys, Vec<&MemberKeys>> = BTreeMap::new();
            for members in table.keys() {
                parts.entry(without(members, axis)).or_default().push(members);
            }
            for cells in parts.into_values() {
                let (there, empty): (Vec<&MemberKeys>, Vec<&MemberKeys>) =
                    cells.into_iter().partition(|members| table[*members].all > 0);
                if let [only] = there.as_slice()
                    && table[*only].unread > 0
                {
                    // Hide the empty groups beside it too: the one that is missing would be the answer.
                    let unseen = empty.into_iter().filter(|members| table[*members].unseen);
                    hidden.entry(*set).or_default().extend(unseen.chain([*only]).cloned());
                }
            }
        }
    }
    hidden
}

#[cfg(test)]
mod tests;
