//! The cells of a count: the members of each dimension, and what is added up.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;
use uuid::Uuid;

use super::suppress::{ALL, Axis, Members, People, Table, hide, tables_of};
use crate::declare::{Cube, Dimension, Role, Term};
use crate::execute::Rows;
use crate::plan::{Count, Known};
use crate::value::{Storage, Value};

/// A member of a dimension.
#[derive(Clone, Debug)]
pub(super) struct Member {
    /// Its key.
    pub key: Value,
    /// Its name for people.
    pub label: String,
    /// What it is ordered by.
    sort: Value,
}

/// A member's place in the order of its dimension.
pub(super) type Rank = (bool, i64, String, String);

impl Member {
    /// Its place in the order: what is absent comes last.
    pub(super) fn rank(&self) -> Rank {
        let (absent, number, text) = rank(&self.sort);
        (absent, number, text, format!("{:?}", self.key))
    }
}

/// What is added up.
#[derive(Clone, Debug, Default)]
pub(super) struct Amounts {
    /// The sums, in the order of the count.
    pub sums: Vec<i64>,
    /// Different keys, where some are counted.
    pub keys: BTreeSet<Uuid>,
    /// First and last day.
    pub period: Option<(NaiveDate, NaiveDate)>,
}

/// What a count found.
#[derive(Debug)]
pub(crate) struct Cells {
    /// The members of each dimension of the count, in their order.
    pub(super) members: Vec<Vec<Member>>,
    /// The finest cells.
    pub(super) amounts: BTreeMap<Members, Amounts>,
    /// The finest cells that are not told.
    pub(super) hidden: BTreeSet<Members>,
    /// Whether the caller could read everyone.
    pub(super) all_known: bool,
}

/// A part smaller than this is not told to whoever could not read its rows (domain model §6).
const THRESHOLD: i64 = 6;

impl Cells {
    /// Reads the rows of a count's statement.
    pub(crate) fn of(count: &Count, cube: &Cube, rows: &Rows, storages: &[Storage]) -> Self {
        let dimensions: Vec<&Dimension> = count.dimensions.iter().map(|index| &cube.dimensions[*index]).collect();
        let distinct = count.distinct(cube).is_some();
        let mut found: Vec<HashMap<String, u32>> = vec![HashMap::new(); dimensions.len()];
        let mut members: Vec<Vec<Member>> = vec![Vec::new(); dimensions.len()];
        let mut raw: Vec<(Members, i64, Amounts)> = Vec::with_capacity(rows.len());
        for row in 0..rows.len() {
            let mut at = 0;
            let mut next = || {
                at += 1;
                rows.value(row, at - 1, storages[at - 1])
            };
            let mut cell = Members::with_capacity(dimensions.len());
            for (axis, dimension) in dimensions.iter().enumerate() {
                let key = next();
                let label = dimension.label.map(|_| next());
                let sort = dimension.sort.map(|_| next());
                let known = found[axis].entry(format!("{key:?}")).or_insert_with(|| {
                    let label = named(&key, label, dimension);
                    members[axis].push(Member { sort: sort.unwrap_or_else(|| key.clone()), key, label });
                    u32::try_from(members[axis].len() - 1).expect("few members")
                });
                cell.push(*known);
            }
            let counted = distinct.then(|| next().as_uuid()).flatten();
            let facts = next().as_int().unwrap_or(0);
            let unread = if matches!(count.known, Known::All) { 0 } else { next().as_int().unwrap_or(facts) };
            let sums = count.sums.iter().map(|_| next().as_int().unwrap_or(0)).collect();
            let period = cube.period.map(|_| (next(), next()));
            let period = period.and_then(|(from, to)| Some((from.as_date()?, to.as_date()?)));
            raw.push((cell, unread, Amounts { sums, keys: counted.into_iter().collect(), period }));
        }
        let places = sort(&mut members);
        let mut cells = Self { members, amounts: BTreeMap::new(), hidden: BTreeSet::new(), all_known: true };
        let mut unread: BTreeMap<Members, (i64, BTreeSet<Uuid>)> = BTreeMap::new();
        let people = cube.counting.people.and_then(|name| cube.sum(name));
        let place = people.and_then(|sum| count.sums.iter().position(|known| *known == sum));
        for (mut cell, not_read, amounts) in raw {
            cell.iter_mut().zip(&places).for_each(|(member, places)| *member = places[*member as usize]);
            if not_read > 0 {
                let (number, keys) = unread.entry(cell.clone()).or_default();
                // Of facts about people some of whom could be read, all that could not are people.
                *number += place.map_or(0, |place| amounts.sums[place].min(not_read));
                keys.extend(&amounts.keys);
            }
            cells.amounts.entry(cell).or_default().add(&amounts);
        }
        if unread.is_empty() || place.is_none() {
            return cells;
        }
        cells.all_known = false;
        let by_key = people.is_some_and(|sum| matches!(cube.sums[sum].term, Term::Distinct(_)));
        let axes = axes(cube, count);
        let mut tables: BTreeMap<u32, Table> = BTreeMap::new();
        for set in tables_of(&axes) {
            let mut sums: BTreeMap<Members, (Amounts, i64, BTreeSet<Uuid>)> = BTreeMap::new();
            for (cell, amounts) in &cells.amounts {
                let (all, number, keys) = sums.entry(coarser(cell, set)).or_default();
                all.add(amounts);
                if let Some((more, others)) = unread.get(cell) {
                    *number += more;
                    keys.extend(others);
                }
            }
            let size = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
            let place = place.expect("looked at above");
            let table = sums.into_iter().map(|(cell, (all, number, keys))| {
                let people = if by_key {
                    People { all: size(all.keys.len()), unread: size(keys.len()) }
                } else {
                    People { all: all.sums[place], unread: number }
                };
                (cell, people)
            });
            tables.insert(set, table.collect());
        }
        let finest = (1u32 << axes.len()) - 1;
        cells.hidden = hide(&axes, &tables, THRESHOLD).remove(&finest).unwrap_or_default();
        cells
    }
}

impl Amounts {
    /// Adds another part.
    pub(super) fn add(&mut self, other: &Amounts) {
        if self.sums.is_empty() {
            self.sums = vec![0; other.sums.len()];
        }
        self.sums.iter_mut().zip(&other.sums).for_each(|(sum, more)| *sum += more);
        self.keys.extend(&other.keys);
        self.period = match (self.period, other.period) {
            (Some((a, b)), Some((c, d))) => Some((a.min(c), b.max(d))),
            (one, other) => one.or(other),
        };
    }
}

fn coarser(cell: &Members, set: u32) -> Members {
    cell.iter().enumerate().map(|(axis, member)| if set >> axis & 1 == 1 { *member } else { ALL }).collect()
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

fn named(key: &Value, label: Option<Value>, dimension: &Dimension) -> String {
    match label.as_ref().unwrap_or(key) {
        Value::Null => dimension.absent.to_owned(),
        Value::Text(text) => text.clone(),
        Value::Int(int) => dimension.words.map_or_else(|| int.to_string(), |words| words(*int)),
        Value::Bool(yes) => if *yes { "Yes" } else { "No" }.to_owned(),
        Value::Date(day) => day.to_string(),
        Value::Uuid(_) | Value::Float(_) | Value::Time(_) | Value::List(_) => dimension.absent.to_owned(),
    }
}

/// Puts the members of each dimension in order, and gives the new place of each old one.
fn sort(members: &mut [Vec<Member>]) -> Vec<Vec<u32>> {
    members
        .iter_mut()
        .map(|members| {
            let mut order: Vec<usize> = (0..members.len()).collect();
            order.sort_by_key(|at| members[*at].rank());
            let mut places = vec![0; members.len()];
            for (place, old) in order.iter().enumerate() {
                places[*old] = u32::try_from(place).expect("few members");
            }
            *members = order.into_iter().map(|old| members[old].clone()).collect();
            places
        })
        .collect()
}

/// A value as something to order by: what is absent comes last.
fn rank(value: &Value) -> (bool, i64, String) {
    match value {
        Value::Null => (true, 0, String::new()),
        Value::Int(int) => (false, *int, String::new()),
        Value::Bool(yes) => (false, i64::from(*yes), String::new()),
        Value::Date(day) => (false, 0, day.to_string()),
        Value::Text(text) => (false, 0, text.clone()),
        other => (false, 0, format!("{other:?}")),
    }
}
