//! The rows of one read, grouped by the rows of its parent.

use std::collections::HashMap;
use std::sync::OnceLock;

use serde_json::Value as Json;
use uuid::Uuid;

use crate::error::Failure;
use crate::plan::Read;
use crate::rows::Rows;
use crate::value::Value;

/// The rows of a read, or why they could not be read.
pub type ReadOutcome = Result<ReadRows, Failure>;

/// The rows of a read, grouped by the rows of its parent.
#[derive(Debug, Default)]
pub struct ReadRows {
    /// The rows, in order.
    pub rows: Rows,
    /// For each parent row, the number of its key (`u32::MAX` where it has none). `None` for a root read: it has one
    /// key.
    pub(super) slot_of_parent: Option<Vec<u32>>,
    /// The number of each key that a computed value holds.
    pub(super) slot_of_key: HashMap<Uuid, u32>,
    /// Where the rows of each key begin, and one past the last.
    pub(super) starts: Vec<u32>,
    /// The number of rows on all pages, for each key.
    pub(super) counts: Vec<i64>,
    /// Why the counts could not be read.
    pub count_failure: Option<Failure>,
    /// The most rows of a page.
    pub limit: usize,
    /// The values of each batch, by row.
    pub batches: Vec<OnceLock<Result<Loaded, Failure>>>,
}

/// The results of a batch, one for each row; null on a row whose check does not pass.
#[derive(Debug)]
pub enum Loaded {
    /// Scalars.
    Scalars(Vec<Value>),
    /// Objects.
    Objects(Vec<Json>),
}

impl ReadRows {
    fn slot(&self, parent: usize) -> Option<usize> {
        match &self.slot_of_parent {
            None => Some(0),
            Some(slots) => slots.get(parent).copied().filter(|slot| *slot != u32::MAX).map(|slot| slot as usize),
        }
    }

    /// The rows that belong to a row of the parent.
    #[must_use]
    pub fn of(&self, parent: usize) -> std::ops::Range<usize> {
        self.at(self.slot(parent))
    }

    /// The row of a key that a computed value holds, where the caller sees it.
    #[must_use]
    pub fn of_key(&self, key: &Json) -> Option<usize> {
        let key = key.as_str().and_then(|text| Uuid::parse_str(text).ok())?;
        self.at(self.slot_of_key.get(&key).map(|slot| *slot as usize)).next()
    }

    fn at(&self, slot: Option<usize>) -> std::ops::Range<usize> {
        match slot {
            Some(slot) if slot + 1 < self.starts.len() => self.starts[slot] as usize..self.starts[slot + 1] as usize,
            _ => 0..0,
        }
    }

    /// The number of rows on all pages that belong to a row of the parent.
    #[must_use]
    pub fn count(&self, parent: usize) -> i64 {
        self.slot(parent).and_then(|slot| self.counts.get(slot).copied()).unwrap_or(0)
    }
}

/// The distinct keys of the parents' rows, and the number of each row's key.
pub(super) fn keys(rows: Option<&Rows>, cell: usize) -> (Vec<Uuid>, Vec<u32>) {
    let Some(rows) = rows else { return (Vec::new(), Vec::new()) };
    let mut keys = Vec::new();
    let mut known: HashMap<Uuid, u32> = HashMap::with_capacity(rows.len());
    let slots = (0..rows.len())
        .map(|row| match rows.uuid(row, cell) {
            None => u32::MAX,
            Some(key) => *known.entry(key).or_insert_with(|| {
                keys.push(key);
                u32::try_from(keys.len() - 1).unwrap_or(u32::MAX)
            }),
        })
        .collect();
    (keys, slots)
}

/// The distinct keys that computed values hold at a path, and the number of each.
pub(super) fn computed_keys(values: &[Json], path: &[String]) -> (Vec<Uuid>, HashMap<Uuid, u32>) {
    let (mut keys, mut slots) = (Vec::new(), HashMap::new());
    values.iter().for_each(|value| held(value, path, &mut keys, &mut slots));
    (keys, slots)
}

fn held(value: &Json, path: &[String], keys: &mut Vec<Uuid>, slots: &mut HashMap<Uuid, u32>) {
    match (value, path) {
        (Json::Array(items), _) => items.iter().for_each(|item| held(item, path, keys, slots)),
        (Json::Object(parts), [name, rest @ ..]) => {
            parts.get(name).into_iter().for_each(|part| held(part, rest, keys, slots));
        }
        (Json::String(text), []) => {
            if let Ok(key) = Uuid::parse_str(text) {
                slots.entry(key).or_insert_with(|| {
                    keys.push(key);
                    u32::try_from(keys.len() - 1).unwrap_or(u32::MAX)
                });
            }
        }
        _ => {}
    }
}

/// Where the rows of each key begin. Rows of a single read come in any order of keys and are at most one each.
pub(super) fn starts(read: &Read, rows: &Rows, ordinals: &[u32], keys: usize) -> Vec<u32> {
    let mut starts = vec![0u32; keys + 1];
    if read.parent.is_none() {
        starts[1] = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        return starts;
    }
    for ordinal in ordinals {
        if let Some(start) = starts.get_mut(*ordinal as usize + 1) {
            *start += 1;
        }
    }
    for index in 1..starts.len() {
        starts[index] += starts[index - 1];
    }
    starts
}
