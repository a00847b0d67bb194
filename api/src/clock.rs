//! What "today" is: the date of the calendar, or the anchor date of a demo trust.
//!
//! Expiry of tokens, deadlines and logs always follow the machine's clock; only dated access and derived
//! statuses follow this one.

use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};
use demo::TODAY_KEY;
use domain::platform::calendar::{day_of, start_of};
use graph::period::day_after;
use sea_orm::{ConnectionTrait, DbErr, EntityTrait};

/// Where today's date comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// The calendar in England, by the machine's clock.
    System,
    /// A demo trust: today is always this date.
    Demo(NaiveDate),
}

impl Clock {
    /// Reads the clock of a database: `Demo` where its settings hold an anchor date.
    pub async fn read(db: &impl ConnectionTrait) -> anyhow::Result<Clock> {
        let row = entity::setting::Entity::find_by_id(TODAY_KEY.to_owned()).one(db).await?;
        match row {
            None => Ok(Clock::System),
            Some(setting) => {
                let date = setting.value.parse().map_err(|_| {
                    DbErr::Custom(format!("setting {TODAY_KEY} is `{}`: write it as 2026-03-16", setting.value))
                })?;
                Ok(Clock::Demo(date))
            }
        }
    }

    /// Today's date by this clock.
    pub fn today(self) -> NaiveDate {
        match self {
            Clock::System => day_of(Utc::now()),
            Clock::Demo(date) => date,
        }
    }

    /// How long it is until the next day begins, and a second more. In a demo trust no day begins.
    pub fn until_tomorrow(self) -> Duration {
        match self {
            Clock::Demo(_) => Duration::MAX,
            Clock::System => {
                let now = Utc::now();
                let left = start_of(day_after(day_of(now))) - now;
                left.to_std().unwrap_or_default() + Duration::from_secs(1)
            }
        }
    }

    /// True for a demo trust: personas may sign in without a password, on this machine only.
    pub fn is_demo(self) -> bool {
        matches!(self, Clock::Demo(_))
    }

    /// When a result that was computed for today expires: at `boundary` or at midnight, whichever comes first.
    /// In a demo trust it never expires.
    pub fn valid_until(self, boundary: DateTime<Utc>) -> DateTime<Utc> {
        match self {
            Clock::Demo(_) => DateTime::<Utc>::MAX_UTC,
            Clock::System => {
                let midnight = start_of(day_after(day_of(Utc::now())));
                boundary.min(midnight)
            }
        }
    }
}
