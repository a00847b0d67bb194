//! What "today" is: the date of the calendar, or the anchor date of a demo trust.
//!
//! Expiry of tokens, deadlines and logs always follow the machine's clock; only dated access and derived
//! statuses follow this one.

use chrono::{DateTime, Days, NaiveDate, Utc};
use demo::TODAY_KEY;
use sea_orm::{ConnectionTrait, DbErr, EntityTrait};

/// Where the date of today comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// The machine's clock, in UTC.
    System,
    /// A demo trust: its days do not pass.
    Demo(NaiveDate),
}

impl Clock {
    /// Reads which of the two this database asks for.
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

    /// The date to work with now.
    pub fn today(self) -> NaiveDate {
        match self {
            Clock::System => Utc::now().date_naive(),
            Clock::Demo(date) => date,
        }
    }

    /// True for a demo trust: personas may sign in without a password, on this machine only.
    pub fn is_demo(self) -> bool {
        matches!(self, Clock::Demo(_))
    }

    /// Until when something worked out for today holds, where its own boundary is `boundary`.
    /// In a demo trust no boundary is ever reached.
    pub fn valid_until(self, boundary: DateTime<Utc>) -> DateTime<Utc> {
        match self {
            Clock::Demo(_) => DateTime::<Utc>::MAX_UTC,
            Clock::System => {
                let midnight = (Utc::now().date_naive() + Days::new(1)).and_time(chrono::NaiveTime::MIN).and_utc();
                boundary.min(midnight)
            }
        }
    }
}
