//! The academic year, by dates alone: from 1 September to 31 August. A trust may have no calendar yet.

use chrono::{Datelike, NaiveDate, Weekday};

/// The calendar year in which the academic year of a day begins: 2025 for 2025/26.
#[must_use]
pub fn first_year_of(day: NaiveDate) -> i32 {
    if day.month() >= 9 { day.year() } else { day.year() - 1 }
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

    use super::{census_day, first_year_of, label, last_census};

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn a_year_begins_on_the_first_of_september() {
        assert_eq!((first_year_of(day("2026-08-31")), first_year_of(day("2026-09-01"))), (2025, 2026));
        assert_eq!(first_year_of(day("2028-02-29")), 2027);
        assert_eq!((label(2025), label(1999)), ("2025/26".to_owned(), "1999/00".to_owned()));
    }

    #[test]
    fn the_census_is_on_the_third_thursday_of_january() {
        assert_eq!(census_day(2018), Some(day("2019-01-17")));
        assert_eq!(last_census(day("2023-01-18")), 2021, "the day before");
        assert_eq!(last_census(day("2023-01-19")), 2022, "the day itself");
        assert_eq!(last_census(day("2022-12-31")), 2021);
        assert_eq!(last_census(day("2022-09-01")), 2021);
    }
}
