//! Periods of days: the one convention of the API, in code and in statements.
//!
//! A period has a first day and a last day, both included. A period without a last day is open. A last day before the
//! first makes it empty: it covers no day.

use chrono::{Days, NaiveDate};

/// Days from a first to a last, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    /// First day.
    pub first: NaiveDate,
    /// Last day; none while it is open.
    pub last: Option<NaiveDate>,
}

impl Period {
    /// From a first to a last day.
    #[must_use]
    pub fn new(first: NaiveDate, last: Option<NaiveDate>) -> Self {
        Self { first, last }
    }

    /// Whether it covers a day.
    #[must_use]
    pub fn covers(self, day: NaiveDate) -> bool {
        self.first <= day && self.last.is_none_or(|last| day <= last)
    }

    /// Whether it covers no day at all.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.last.is_some_and(|last| last < self.first)
    }

    /// Whether the two have a day in common.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        let starts_in_time = |one: Self, end: Option<NaiveDate>| end.is_none_or(|end| one.first <= end);
        !self.is_empty() && !other.is_empty() && starts_in_time(self, other.last) && starts_in_time(other, self.last)
    }

    /// Whether the other begins on the day after this one at the latest: no day lies between them.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        self.last.is_none_or(|last| other.first <= day_after(last))
    }

    /// The first day after it; none while it is open.
    #[must_use]
    pub fn next_day(self) -> Option<NaiveDate> {
        self.last.map(day_after)
    }

    /// The period cut off before a day: its last day is the day before at the latest.
    #[must_use]
    pub fn before(self, day: NaiveDate) -> Self {
        let end = day_before(day);
        Self { last: Some(self.last.map_or(end, |last| last.min(end))), ..self }
    }
}

/// The day before. The first day that a calendar has stays itself.
#[must_use]
pub fn day_before(day: NaiveDate) -> NaiveDate {
    day.checked_sub_days(Days::new(1)).unwrap_or(day)
}

/// The day after. The last day that a calendar has stays itself.
#[must_use]
pub fn day_after(day: NaiveDate) -> NaiveDate {
    day.checked_add_days(Days::new(1)).unwrap_or(day)
}

/// The SQL test that a period covers a day: `starts`, `ends` and `day` are expressions.
pub(crate) fn covers_sql(starts: &str, ends: &str, day: &str) -> String {
    format!("({starts} <= {day} and ({ends} is null or {ends} >= {day}))")
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::{Period, day_before};

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, day).expect("a day")
    }

    fn period(first: u32, last: Option<u32>) -> Period {
        Period::new(day(first), last.map(day))
    }

    #[test]
    fn both_ends_are_included() {
        let term = period(2, Some(6));
        let covered: Vec<u32> = (1..10).filter(|number| term.covers(day(*number))).collect();
        assert_eq!(covered, [2, 3, 4, 5, 6]);
        assert!(period(2, None).covers(day(31)) && !period(2, None).covers(day(1)));
        assert!(period(5, Some(5)).covers(day(5)));
        assert!(period(5, Some(4)).is_empty() && !period(5, Some(4)).covers(day(5)));
    }

    #[test]
    fn periods_that_share_a_last_day_overlap_and_neighbours_do_not() {
        for (one, other, expected) in [
            (period(1, Some(5)), period(5, None), true),
            (period(1, Some(4)), period(5, None), false),
            (period(1, None), period(9, Some(9)), true),
            (period(1, None), period(5, Some(4)), false),
            (period(3, Some(3)), period(3, Some(3)), true),
        ] {
            assert_eq!((one.overlaps(other), other.overlaps(one)), (expected, expected), "{one:?} {other:?}");
        }
    }

    #[test]
    fn neighbours_meet_and_a_gap_parts() {
        assert!(period(1, Some(4)).meets(period(5, None)));
        assert!(!period(1, Some(4)).meets(period(6, None)));
        assert!(period(1, None).meets(period(20, None)));
    }

    #[test]
    fn cutting_off_never_lengthens() {
        assert_eq!(period(1, None).before(day(5)), period(1, Some(4)));
        assert_eq!(period(1, Some(2)).before(day(5)), period(1, Some(2)));
        assert!(period(5, None).before(day(5)).is_empty());
        assert_eq!(day_before(day(2)), day(1));
    }
}
