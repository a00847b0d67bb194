//! The academic year, by dates alone: from 1 September to 31 August. A trust may have no calendar yet.

use chrono::{Datelike, NaiveDate, Weekday};

/// The month with the first day of an academic year: September.
pub const FIRST_MONTH: u32 = 9;

/// The calendar year in which the academic year of a day begins: 2025 for 2025/26.
#[must_use]
pub fn first_year_of(day: NaiveDate) -> i32 {
    if day.month() >= FIRST_MONTH { day.year() } else { day.year() - 1 }
}

/// The first day of an academic year.
#[must_use]
pub fn first_day(first_year: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(first_year, FIRST_MONTH, 1).unwrap_or(NaiveDate::MIN)
}

/// The academic year with a label.
#[must_use]
pub fn labelled(label: &str) -> Option<i32> {
    let first_year = label.get(..4)?.parse().ok()?;
    (self::label(first_year) == label).then_some(first_year)
}

/// The year group on a day of a pupil who is in `nc_year` in the academic year that begins in `first_year`: one up each
/// 1 September.
#[must_use]
pub fn risen(nc_year: i32, first_year: i32, day: NaiveDate) -> i32 {
    nc_year + first_year_of(day) - first_year
}

/// The year group on a day of a child who is neither kept back nor moved up: Reception is the academic year in which it turns 5.
#[must_use]
pub fn year_by_age(born: NaiveDate, day: NaiveDate) -> i32 {
    first_year_of(day) - first_year_of(born) - 5
}

/// The label of an academic year: `2025/26`.
#[must_use]
pub fn label(first_year: i32) -> String {
    format!("{first_year}/{:02}", (first_year + 1).rem_euclid(100))
}

/// The day of the spring school census: the third Thursday of January.
#[must_use]
pub fn census_day(first_year: i32) -> Option<NaiveDate> {
    NaiveDate::from_weekday_of_month_opt(first_year + 1, 1, Weekday::Thu, 3)
}

/// The academic year of the last spring census on or before a day, by its first calendar year.
#[must_use]
pub fn last_census(day: NaiveDate) -> i32 {
    let year = first_year_of(day);
    if census_day(year).is_some_and(|census| census <= day) { year } else { year - 1 }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::{census_day, first_day, first_year_of, label, labelled, last_census, year_by_age};

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn a_year_begins_on_the_first_of_september() {
        assert_eq!((first_year_of(day("2026-08-31")), first_year_of(day("2026-09-01"))), (2025, 2026));
        assert_eq!(first_year_of(day("2028-02-29")), 2027);
        assert_eq!((label(2025), label(1999)), ("2025/26".to_owned(), "1999/00".to_owned()));
        assert_eq!(first_day(2026), day("2026-09-01"));
        assert_eq!((labelled("2026/27"), labelled("1999/00")), (Some(2026), Some(1999)));
        for text in ["2026/28", "2026", "2026-27", "", "2026/27 ", "éé/27"] {
            assert_eq!(labelled(text), None, "{text}");
        }
    }

    #[test]
    fn the_census_is_on_the_third_thursday_of_january() {
        assert_eq!(census_day(2018), Some(day("2019-01-17")));
        assert_eq!(last_census(day("2023-01-18")), 2021, "the day before");
        assert_eq!(last_census(day("2023-01-19")), 2022, "the day itself");
        assert_eq!(last_census(day("2022-12-31")), 2021);
        assert_eq!(last_census(day("2022-09-01")), 2021);
    }

    #[test]
    fn a_child_is_in_the_year_of_its_age() {
        // Born on the last day of an academic year, a child is in the same year as one born on its first.
        for born in ["2014-09-01", "2015-08-31"] {
            assert_eq!(year_by_age(day(born), day("2019-09-01")), 0, "{born}");
            assert_eq!(year_by_age(day(born), day("2025-08-31")), 5, "{born}");
            assert_eq!(year_by_age(day(born), day("2025-09-01")), 6, "{born}");
        }
    }
}
