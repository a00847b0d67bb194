//! Periods of what holds for a time: a first day, and the first day on which it no longer holds.

use chrono::NaiveDate;

/// A period; an open one has no end.
pub(crate) type Period = (NaiveDate, Option<NaiveDate>);

/// Whether two periods have a day in common.
pub fn overlap(one: Period, other: Period) -> bool {
    let begins_before_end = |(from, _): Period, (_, to): Period| to.is_none_or(|end| from < end);
    begins_before_end(one, other) && begins_before_end(other, one)
}
