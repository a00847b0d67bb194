//! Tables drawn by lot, and an attacker who solves for every hidden cell.

use std::collections::{BTreeMap, BTreeSet};

use super::{ALL, Axis, MemberKeys, People, Table, hide, project, tables_of};

const K: i64 = 6;

/// Small, fast and the same everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

fn tables(axes: &[Axis], cells: &Table) -> BTreeMap<u32, Table> {
    tables_of(axes)
        .into_iter()
        .map(|set| {
            let mut table = Table::new();
            for (members, people) in cells {
                let sum = table.entry(project(members, set)).or_default();
                sum.all += people.all;
                sum.unread += people.unread;
                sum.unseen |= people.unseen;
            }
            (set, table)
        })
        .collect()
}

/// Whether the visible cells of all tables, as equations over the finest ones, leave no doubt about a sum of those.
fn determined(equations: &[Vec<f64>], wanted: &[f64]) -> bool {
    let mut rows: Vec<Vec<f64>> = Vec::new();
    let reduce = |rows: &[Vec<f64>], row: &[f64]| {
        let mut row = row.to_vec();
        for known in rows {
            let lead = known.iter().position(|x| x.abs() > 1e-9).expect("no empty row is kept");
            let factor = row[lead] / known[lead];
            if factor.abs() > 1e-9 {
                row.iter_mut().zip(known).for_each(|(x, y)| *x -= factor * y);
            }
        }
        row
    };
    for equation in equations {
        let row = reduce(&rows, equation);
        if row.iter().any(|x| x.abs() > 1e-6) {
            rows.push(row);
        }
    }
    reduce(&rows, wanted).iter().all(|x| x.abs() < 1e-6)
}

/// The small cells that can be worked out, of any table.
fn broken(axes: &[Axis], cells: &Table) -> Vec<(u32, MemberKeys)> {
    let tables = tables(axes, cells);
    let hidden = hide(axes, &tables, K);
    let last = (1 << axes.len()) - 1;
    // That nobody is there is known where it is told.
    let finest: Vec<&MemberKeys> = cells
        .iter()
        .filter(|(members, people)| people.all > 0 || hidden[&last].contains(*members))
        .map(|(m, _)| m)
        .collect();
    let over = |set: u32, members: &MemberKeys| -> Vec<f64> {
        let fits = |fine: &MemberKeys| (0..axes.len()).all(|axis| set >> axis & 1 == 0 || fine[axis] == members[axis]);
        finest.iter().map(|fine| if fits(fine) { 1.0 } else { 0.0 }).collect()
    };
    let mut equations = Vec::new();
    for (set, table) in &tables {
        let dark: BTreeSet<&MemberKeys> = hidden[set].iter().collect();
        equations.extend(table.keys().filter(|members| !dark.contains(members)).map(|members| over(*set, members)));
    }
    // What the caller could read is known to the caller, whatever is told.
    for (fine, _) in cells.iter().filter(|(_, people)| people.unread == 0 && people.all > 0) {
        equations.push(over(last, fine));
    }
    let mut out = Vec::new();
    for (set, table) in &tables {
        for (members, people) in table {
            let small = (1..K).contains(&people.unread);
            assert!(!small || hidden[set].contains(members), "a small cell is told");
            if small && determined(&equations, &over(*set, members)) {
                out.push((*set, members.clone()));
            }
        }
    }
    out
}

fn draw(dice: &mut Dice, sizes: &[u32], known: u64) -> Table {
    let mut cells = Table::new();
    let mut members = vec![0; sizes.len()];
    // Rights reach whole members of an axis: who reads a part of the rows reads all groups there.
    let read: Vec<bool> = (0..sizes[0]).map(|_| dice.roll(100) < known).collect();
    loop {
        let all = match dice.roll(6) {
            0 => 0,
            1 | 2 => dice.roll(8),
            _ => 6 + dice.roll(40),
        };
        let all = i64::try_from(all).expect("small");
        let seen = read[members[0] as usize];
        cells.insert(members.clone(), People { all, unread: if seen { 0 } else { all }, unseen: !seen });
        let Some(axis) = (0..sizes.len()).find(|axis| members[*axis] + 1 < sizes[*axis]) else { return cells };
        members[axis] += 1;
        members[..axis].fill(0);
    }
}

#[test]
fn no_small_cell_follows_from_what_is_told() {
    let free = || Axis::default();
    for (axes, sizes) in [
        (vec![free()], vec![4]),
        (vec![free(), free()], vec![3, 2]),
        (vec![free(), free()], vec![4, 4]),
        (vec![free(), free(), free()], vec![3, 2, 2]),
    ] {
        for seed in 0..300 {
            let mut dice = Dice(seed);
            for known in [0, 30] {
                let cells = draw(&mut dice, &sizes, known);
                let found = broken(&axes, &cells);
                assert!(found.is_empty(), "seed {seed}, {sizes:?}: {found:?} of {cells:?}");
            }
        }
    }
}

#[test]
fn a_part_of_a_part_does_not_tell_of_another() {
    // MemberKeys of axis 1 are parts of members of axis 0.
    let axes = vec![Axis::default(), Axis { within: vec![0], ..Axis::default() }, Axis::default()];
    for seed in 0..300 {
        let mut dice = Dice(seed * 7 + 1);
        let mut cells = Table::new();
        for inner in 0..6u32 {
            for group in 0..2u32 {
                let all = i64::try_from(dice.roll(30)).expect("small");
                cells.insert(vec![inner / 2, inner, group], People { all, unread: all, unseen: true });
            }
        }
        let found = broken(&axes, &cells);
        assert!(found.is_empty(), "seed {seed}: {found:?} of {cells:?}");
    }
}

#[track_caller]
fn check(axes: &[Axis], cells: &[(&[u32], i64)], set: u32, expected: &[&[u32]]) {
    let cells: Table = cells.iter().map(|(m, n)| (m.to_vec(), People { all: *n, unread: *n, unseen: true })).collect();
    let hidden = hide(axes, &tables(axes, &cells), K);
    let told: Vec<&MemberKeys> = hidden[&set].iter().collect();
    assert_eq!(told, expected.iter().map(|m| m.to_vec()).collect::<Vec<_>>().iter().collect::<Vec<_>>());
}

#[test]
fn small_cells_and_the_smallest_beside_them() {
    let one = [Axis::default()];
    check(&one, &[(&[0], 5), (&[1], 30), (&[2], 20)], 1, &[&[0], &[2]]);
    check(&one, &[(&[0], 6), (&[1], 30)], 1, &[]);
    // Two small ones whose people are too few together take a third with them.
    check(&one, &[(&[0], 2), (&[1], 3), (&[2], 9), (&[3], 40)], 1, &[&[0], &[1], &[2]]);
    check(&one, &[(&[0], 3), (&[1], 3), (&[2], 9)], 1, &[&[0], &[1]]);
    // Alone: the total is as small.
    check(&one, &[(&[0], 4)], 0, &[&[ALL]]);
    // That nobody is in another is hidden last.
    check(&one, &[(&[0], 9), (&[1], 0), (&[2], 3)], 1, &[&[0], &[2]]);
}

#[test]
fn a_group_of_everyone_is_not_told() {
    let axes = [Axis { protected: true, ..Axis::default() }];
    check(&axes, &[(&[1], 30)], 1, &[&[1]]);
    check(&axes, &[(&[1], 30)], 0, &[]);
    check(&axes, &[(&[0], 10), (&[1], 30)], 1, &[]);
}

#[test]
fn who_can_read_everyone_is_told_everything() {
    let axes = [Axis::default(), Axis { protected: true, ..Axis::default() }];
    let cells: Table = [(vec![0, 0], 2), (vec![0, 1], 40), (vec![1, 1], 3)]
        .map(|(m, all)| (m, People { all, unread: 0, unseen: false }))
        .into();
    assert!(hide(&axes, &tables(&axes, &cells), K).values().all(BTreeSet::is_empty));
}
