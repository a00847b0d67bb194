//! Completed years: ages and lengths of service.

use chrono::{Datelike, NaiveDate};
use graph::Value;

/// Completed years from one day to another; null where `to` is before `from`. In a year without 29 February, a person
/// born on that day completes a year on 1 March.
#[must_use]
pub fn years_between(from: NaiveDate, to: NaiveDate) -> Value {
    if to < from {
        return Value::Null;
    }
    let before = (to.month(), to.day()) < (from.month(), from.day());
    Value::Int(i64::from(to.year() - from.year() - i32::from(before)))
}

#[cfg(test)]
mod tests {
    use super::years_between;
    use chrono::NaiveDate;
    use graph::Value;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a day")
    }

    #[test]
    fn years_are_completed() {
        assert_eq!(years_between(day(2014, 9, 1), day(2026, 8, 31)), Value::Int(11));
        assert_eq!(years_between(day(2014, 9, 1), day(2026, 9, 1)), Value::Int(12));
        assert_eq!(years_between(day(2012, 2, 29), day(2025, 2, 28)), Value::Int(12));
        assert_eq!(years_between(day(2012, 2, 29), day(2025, 3, 1)), Value::Int(13));
        assert_eq!(years_between(day(2026, 1, 2), day(2026, 1, 1)), Value::Null);
    }
}
