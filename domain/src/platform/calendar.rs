//! What day it is: the day in England, which in summer begins an hour before the day in UTC.
//!
//! Instants are stored and compared in UTC. Whatever depends on a day (rights, periods, "today") follows this calendar.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone as _, Utc};
use chrono_tz::Europe::London;

/// The day in England at an instant.
#[must_use]
pub fn day_of(instant: DateTime<Utc>) -> NaiveDate {
    instant.with_timezone(&London).date_naive()
}

/// The instant at which a day begins in England.
#[must_use]
pub fn start_of(day: NaiveDate) -> DateTime<Utc> {
    let midnight = day.and_time(NaiveTime::MIN);
    // Clocks change at one in the morning, so every day has one midnight.
    London.from_local_datetime(&midnight).earliest().map_or_else(|| midnight.and_utc(), |begins| begins.to_utc())
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, NaiveDate, Utc};

    use super::{day_of, start_of};

    #[track_caller]
    fn check(instant: &str, day: &str) {
        let instant: DateTime<Utc> = instant.parse().expect("an instant");
        let day: NaiveDate = day.parse().expect("a day");
        assert_eq!(day_of(instant), day);
        assert!(start_of(day) <= instant && instant < start_of(day.succ_opt().expect("a next day")));
    }

    #[test]
    fn a_summer_day_begins_at_eleven_in_the_evening_of_utc() {
        check("2026-06-30T22:59:59Z", "2026-06-30");
        check("2026-06-30T23:00:00Z", "2026-07-01");
        check("2026-06-30T23:30:00Z", "2026-07-01");
        check("2026-08-31T23:00:00Z", "2026-09-01");
    }

    #[test]
    fn a_winter_day_is_that_of_utc() {
        check("2026-01-31T23:59:59Z", "2026-01-31");
        check("2026-02-01T00:00:00Z", "2026-02-01");
        check("2028-02-29T12:00:00Z", "2028-02-29");
    }

    #[test]
    fn the_days_on_which_clocks_change_have_23_and_25_hours() {
        for (day, hours) in [("2026-03-29", 23), ("2026-10-25", 25), ("2026-10-26", 24)] {
            let day: NaiveDate = day.parse().expect("a day");
            let length = start_of(day.succ_opt().expect("a next day")) - start_of(day);
            assert_eq!(length.num_hours(), hours, "{day}");
        }
    }
}
