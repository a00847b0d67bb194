//! What a plan costs: objects, by the page sizes of this request; and statements, whatever the rows.

use super::{DEFAULT_PAGE, ParentKey, Plan};
use crate::value::Value;

/// The rows a plain list is reckoned to hold.
const LIST: u64 = 10;
/// What a count costs, twice as much for each dimension.
const COUNT: u64 = 20;

impl Plan {
    /// How many statements it runs.
    #[must_use]
    pub fn statements(&self) -> usize {
        self.reads
            .iter()
            .map(|read| {
                usize::from(read.wants_rows)
                    + usize::from(read.wants_count)
                    + read.batches.iter().map(|call| call.batch.statements).sum::<usize>()
            })
            .sum::<usize>()
            + self.counts.len()
    }

    /// How many objects it may answer with, each counting one; a count costs one more.
    #[must_use]
    pub fn cost(&self, slots: &[Value]) -> u64 {
        let mut rows: Vec<u64> = Vec::with_capacity(self.reads.len());
        let mut total = 1u64;
        for read in &self.reads {
            let parents = read.parent.as_ref().map_or(1, |parent| rows[parent.read]);
            let each = match &read.page {
                _ if read.single => match read.parent.as_ref().map(|parent| &parent.key) {
                    Some(ParentKey::Computed { many: true, .. }) => LIST,
                    _ => 1,
                },
                Some(page) => page
                    .limit
                    .as_ref()
                    .map_or(DEFAULT_PAGE, |bind| bind.value(slots).as_int().unwrap_or(DEFAULT_PAGE))
                    .max(0) as u64,
                None => LIST,
            };
            let here = parents.saturating_mul(each);
            rows.push(here);
            if read.wants_rows {
                total = total.saturating_add(here);
            }
            if read.wants_count {
                total = total.saturating_add(parents);
            }
        }
        total.saturating_add(self.counts.iter().map(|count| COUNT << count.dimensions.len().min(8)).sum())
    }
}
