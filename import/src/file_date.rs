//! The date that the rows of a file describe, from the name of the file.
//!
//! Extracts hold no date of their own; their names do, in several spellings. If a name holds none, the run asks for
//! `--as-of` and does not guess: with a wrong date, current members would be recorded as having left.

use chrono::{Datelike, NaiveDate};

/// The day or the last day of the month that a name holds: `2022-03`, `201704`, `20220420`. A month gives its last day,
/// because the file may describe anything up to then.
#[must_use]
pub fn from_name(name: &str) -> Option<NaiveDate> {
    let runs = digit_runs(name);
    runs.iter().enumerate().find_map(|(at, run)| {
        let digits = run.digits;
        let pair = |n: usize| runs.get(at + n).filter(|r| r.joined && r.digits.len() == 2);
        let date = match digits.len() {
            4 => match (pair(1)?, pair(2)) {
                (month, Some(day)) => day_of(digits, month.digits, day.digits),
                (month, None) => month_end(digits, month.digits),
            },
            6 => month_end(&digits[..4], &digits[4..]),
            // Longer runs are a date followed by a time.
            8.. => day_of(&digits[..4], &digits[4..6], &digits[6..8]),
            _ => None,
        };
        date.filter(|date| (2000..2100).contains(&date.year()))
    })
}

/// The academic year that a name holds (`2018-19`, `2018_2019`, `201819`, `20182019`), by its first calendar year.
#[must_use]
pub fn year_from_name(name: &str) -> Option<i32> {
    let runs = digit_runs(name);
    runs.iter().enumerate().find_map(|(at, run)| {
        let digits = run.digits;
        match digits.len() {
            4 => {
                let second = runs.get(at + 1).filter(|r| r.joined)?;
                first_year(digits, second.digits)
            }
            6 | 8 => first_year(&digits[..4], &digits[4..]),
            _ => None,
        }
    })
}

/// Digits of a name that follow one another.
struct Run<'a> {
    digits: &'a str,
    /// Whether only a hyphen, underscore or slash stands between it and the run before.
    joined: bool,
}

fn digit_runs(name: &str) -> Vec<Run<'_>> {
    let mut runs: Vec<Run<'_>> = Vec::new();
    let mut gap = String::new();
    let mut start = None;
    for (at, letter) in name.char_indices().chain([(name.len(), ' ')]) {
        match (letter.is_ascii_digit(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                let joined = matches!(gap.as_str(), "-" | "_" | "/");
                runs.push(Run { digits: &name[from..at], joined });
                start = None;
                gap = letter.to_string();
            }
            (false, None) => gap.push(letter),
            (true, Some(_)) => {}
        }
    }
    runs
}

fn day_of(year: &str, month: &str, day: &str) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

fn month_end(year: &str, month: &str) -> Option<NaiveDate> {
    let first = day_of(year, month, "1")?;
    first.checked_add_months(chrono::Months::new(1))?.pred_opt()
}

/// The first year, if the second follows it.
fn first_year(first: &str, second: &str) -> Option<i32> {
    let year: i32 = first.parse().ok().filter(|y| (1990..2100).contains(y))?;
    let next = (year + 1).to_string();
    let follows = second == next || second == &next[2..];
    follows.then_some(year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_extracts() {
        check("group_links_2022-03.csv", Some("2022-03-31"));
        check("grouplinks_edubaseallacademiesandfree20170403.csv", Some("2017-04-03"));
        check("grouplinks_201704.csv", Some("2017-04-30"));
        check("20220420_gias.csv", Some("2022-04-20"));
        check("gias 2024-02.csv", Some("2024-02-29"));
        check("groups-2022-04-20.csv", Some("2022-04-20"));
        check("groups_20220420T1200.csv", Some("2022-04-20"));
    }

    #[test]
    fn names_without_a_date() {
        check("groups.csv", None);
        check("links_2022.csv", None);
        check("census_2018-19.csv", None);
        check("groups_99999999.csv", None);
    }

    #[test]
    fn academic_years() {
        for (name, expected) in [
            ("school_census_2018-19.csv", Some(2018)),
            ("2022-2023_england_census.csv", Some(2022)),
            ("census_202223.csv", Some(2022)),
            ("census_2022_23_final2.csv", Some(2022)),
            ("census_2022-03.csv", None),
            ("census.csv", None),
        ] {
            assert_eq!(year_from_name(name), expected, "{name}");
        }
    }

    #[track_caller]
    fn check(name: &str, expected: Option<&str>) {
        assert_eq!(from_name(name).map(|d| d.to_string()).as_deref(), expected, "{name}");
    }
}
