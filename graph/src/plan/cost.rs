//! What a plan costs: the objects it may return, by the page sizes of the request; and its statements, whose number
//! does not depend on the rows.

use super::{DEFAULT_PAGE, ParentKey, Plan};
use crate::value::Value;

/// The rows that a list without pages is assumed to hold.
const LIST: u64 = 10;
/// The cost of a cube's statement without dimensions; each dimension doubles it.
const COUNT: u64 = 20;

impl Plan {
    /// The number of statements that the plan runs.
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
            + usize::from(self.mark)
    }

    /// The most objects that the plan may return, given the values of the request; a `totalCount` counts as one object
    /// for each parent row, a cube by its dimensions.
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
