//! The cells of a count: the members of each dimension, and the sums of each combination of members.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;
use uuid::Uuid;

use super::suppress::{Axis, MemberKeys};
use super::withhold;
use crate::declare::{Cube, Dimension};
use crate::plan::{Count, Known};
use crate::rows::Rows;
use crate::value::{Storage, Value};

/// A member of a dimension.
#[derive(Clone, Debug)]
pub(super) struct Member {
    /// Its key.
    pub key: Value,
    /// Its name for people.
    pub label: String,
    /// The value it is ordered by.
    sort: Value,
}

/// A member's place in the order of its dimension.
pub(super) type Rank = (bool, i64, String, String);

impl Member {
    /// Its place in the order; the absent member comes last.
    pub(super) fn rank(&self) -> Rank {
        let (absent, number, text) = rank(&self.sort);
        (absent, number, text, format!("{:?}", self.key))
    }
}

/// The sums of a cell.
#[derive(Clone, Debug, Default)]
pub(super) struct Amounts {
    /// The sums, in the order of the count.
    pub sums: Vec<i64>,
    /// The distinct keys, where the count has a distinct sum.
    pub keys: BTreeSet<Uuid>,
    /// First and last day.
    pub period: Option<(NaiveDate, NaiveDate)>,
}

/// The result of a count.
#[derive(Debug)]
pub(crate) struct Cells {
    /// The members of each dimension of the count, in their order.
    pub(super) members: Vec<Vec<Member>>,
    /// The finest cells.
    pub(super) amounts: BTreeMap<MemberKeys, Amounts>,
    /// The dimensions as suppression needs them; empty where the caller could read everyone.
    pub(super) axes: Vec<Axis>,
    /// The suppressed cells of each table, by the table's set of axes.
    pub(super) hidden: BTreeMap<u32, BTreeSet<MemberKeys>>,
    /// The finest cells with people whom the caller could not read.
    pub(super) unread: BTreeSet<MemberKeys>,
    /// Whether the caller could read everyone.
    pub(super) all_known: bool,
    /// Whether there are too many cells to check that no small one can be derived from the others.
    pub(super) too_many: bool,
}

impl Cells {
    /// Reads the rows of a count's statement, and suppresses cells. A cell with fewer people than `threshold` is small.
    pub(crate) fn of(count: &Count, cube: &Cube, rows: &Rows, storages: &[Storage], threshold: i64) -> Self {
        let dimensions: Vec<&Dimension> = count.dimensions.iter().map(|index| &cube.dimensions[*index]).collect();
        let distinct = count.distinct(cube).is_some();
        let mut found: Vec<HashMap<String, u32>> = vec![HashMap::new(); dimensions.len()];
        let mut members: Vec<Vec<Member>> = vec![Vec::new(); dimensions.len()];
        let mut raw: Vec<(MemberKeys, i64, Amounts)> = Vec::with_capacity(rows.len());
        for row in 0..rows.len() {
            let mut at = 0;
            let mut next = || {
                at += 1;
                rows.value(row, at - 1, storages[at - 1])
            };
            let mut cell = MemberKeys::with_capacity(dimensions.len());
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
        let mut cells = Self {
            members,
            amounts: BTreeMap::new(),
            axes: Vec::new(),
            hidden: BTreeMap::new(),
            unread: BTreeSet::new(),
            all_known: true,
            too_many: false,
        };
        let mut unread: BTreeMap<MemberKeys, Unread> = BTreeMap::new();
        let people = cube.counting.people.and_then(|name| cube.sum(name));
        let place = people.and_then(|sum| count.sums.iter().position(|known| *known == sum));
        for (mut cell, not_read, amounts) in raw {
            cell.iter_mut().zip(&places).for_each(|(member, places)| *member = places[*member as usize]);
            if not_read > 0 {
                let there = unread.entry(cell.clone()).or_default();
                // A fact is at most one person: the unread people are at most as many as the unread facts.
                there.number += place.map_or(0, |place| amounts.sums[place].min(not_read));
                there.keys.extend(&amounts.keys);
            }
            cells.amounts.entry(cell).or_default().add(&amounts);
        }
        if let (false, Some(place)) = (unread.is_empty(), place) {
            withhold::apply(&mut cells, cube, count, place, &unread, threshold);
            cells.unread = unread.into_keys().collect();
        }
        cells
    }
}

/// The people of a cell whom the caller could not read one by one.
#[derive(Default)]
pub(super) struct Unread {
    /// Their number.
    pub number: i64,
    /// Their keys, where the count has a distinct sum.
    pub keys: BTreeSet<Uuid>,
}

impl Amounts {
    /// Adds the sums of another cell.
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

/// Sorts the members of each dimension, and returns the new place of each old one.
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

/// A value as a sort key; an absent value comes last.
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
