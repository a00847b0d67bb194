//! Suppresses cells of a count for callers who could not read all of its rows.

use std::collections::{BTreeMap, BTreeSet};

use super::cells::{Amounts, Cells, Unread};
use super::suppress::{ALL, Axis, MemberKeys, People, Table, hide, tables_of};
use crate::declare::{Cube, Role, Term};
use crate::plan::Count;

/// The most cells of all tables together that are treated, including empty ones.
const MAX_PARTS: usize = 60_000;

/// Decides the hidden cells. `place` is the place of the sum that counts people.
pub(super) fn apply(
    cells: &mut Cells,
    cube: &Cube,
    count: &Count,
    place: usize,
    unread: &BTreeMap<MemberKeys, Unread>,
    threshold: i64,
) {
    cells.all_known = false;
    let Some(all) = with_empty(cells, cube, count, unread) else {
        cells.too_many = true;
        return;
    };
    let by_key = matches!(cube.sums[count.sums[place]].term, Term::Distinct(_));
    let axes = axes(cube, count);
    let sets = tables_of(&axes);
    if sets.len().saturating_mul(all.len()) > MAX_PARTS {
        cells.too_many = true;
        return;
    }
    let tables: BTreeMap<u32, Table> = sets
        .into_iter()
        .map(|set| (set, table(cells, &all, unread, set, if by_key { None } else { Some(place) })))
        .collect();
    cells.hidden = hide(&axes, &tables, threshold);
    let finest = (1u32 << axes.len()) - 1;
    for cell in cells.hidden.get(&finest).into_iter().flatten() {
        // An empty cell may be hidden too: then it must appear as a suppressed part.
        cells.amounts.entry(cell.clone()).or_default();
    }
    cells.axes = axes;
}

/// Every possible cell (all groups of each part of the organisation), and whether the part is outside the caller's read
/// access. `None` where there are too many.
fn with_empty(
    cells: &Cells,
    cube: &Cube,
    count: &Count,
    unread: &BTreeMap<MemberKeys, Unread>,
) -> Option<BTreeMap<MemberKeys, bool>> {
    let groups: Vec<usize> = (0..count.dimensions.len())
        .filter(|axis| matches!(cube.dimensions[count.dimensions[*axis]].role, Role::Group | Role::Protected))
        .collect();
    let level = |cell: &MemberKeys| {
        let mut level = cell.clone();
        groups.iter().for_each(|axis| level[*axis] = ALL);
        level
    };
    let mut levels: BTreeMap<MemberKeys, bool> = BTreeMap::new();
    for cell in cells.amounts.keys() {
        *levels.entry(level(cell)).or_default() |= unread.contains_key(cell);
    }
    let mut all = levels;
    for axis in groups {
        let members = u32::try_from(cells.members[axis].len()).expect("few members");
        if all.len().saturating_mul(members as usize) > MAX_PARTS {
            return None;
        }
        all = all
            .into_iter()
            .flat_map(|(cell, unseen)| {
                (0..members).map(move |member| {
                    let mut cell = cell.clone();
                    cell[axis] = member;
                    (cell, unseen)
                })
            })
            .collect();
    }
    Some(all)
}

/// The table of a set of axes. People are counted by the sum at `place`, or by their keys where it is `None`.
fn table(
    cells: &Cells,
    all: &BTreeMap<MemberKeys, bool>,
    unread: &BTreeMap<MemberKeys, Unread>,
    set: u32,
    place: Option<usize>,
) -> Table {
    #[derive(Default)]
    struct PartPeople {
        amounts: Amounts,
        number: i64,
        keys: BTreeSet<uuid::Uuid>,
        unseen: bool,
    }
    let mut parts: BTreeMap<MemberKeys, PartPeople> = BTreeMap::new();
    for (cell, unseen) in all {
        let coarse = cell.iter().enumerate().map(|(axis, member)| if set >> axis & 1 == 1 { *member } else { ALL });
        let part = parts.entry(coarse.collect()).or_default();
        part.unseen |= unseen;
        if let Some(amounts) = cells.amounts.get(cell) {
            part.amounts.add(amounts);
        }
        if let Some(there) = unread.get(cell) {
            part.number += there.number;
            part.keys.extend(&there.keys);
        }
    }
    let size = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let people = |part: PartPeople| match place {
        None => People { all: size(part.amounts.keys.len()), unread: size(part.keys.len()), unseen: part.unseen },
        Some(place) => {
            People { all: part.amounts.sums.get(place).copied().unwrap_or(0), unread: part.number, unseen: part.unseen }
        }
    };
    parts.into_iter().map(|(cell, part)| (cell, people(part))).collect()
}

fn axes(cube: &Cube, count: &Count) -> Vec<Axis> {
    let place = |name: &&'static str| count.dimensions.iter().position(|index| cube.dimensions[*index].name == *name);
    count
        .dimensions
        .iter()
        .map(|index| {
            let dimension = &cube.dimensions[*index];
            Axis {
                within: dimension.within.iter().filter_map(place).collect(),
                protected: matches!(dimension.role, Role::Protected),
                slice: matches!(dimension.role, Role::Slice(_)),
            }
        })
        .collect()
}
