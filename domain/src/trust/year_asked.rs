//! The academic year that the argument `year` names, or the current one without it.

use chrono::{Datelike, Months, NaiveDate};
use entity::academic_year::Column as Y;
use graph::declare::{Asked, Column, LoadError, Reader, table_rows};
use graph::{Period, Value, table_row};
use uuid::Uuid;

table_row! {
    struct YearRow of Y { id: Uuid = Id, label: String = Label, starts_on: NaiveDate = StartsOn, ends_on: NaiveDate = EndsOn }
}

/// Name, type and description of the argument.
pub const ARGUMENT: (&str, &str, &str) =
    ("year", "String", "Label of the academic year, such as `2025/26`. Default: the academic year of today.");

/// An academic year of the trust.
#[derive(Clone, Debug)]
pub struct Year {
    /// Its row.
    pub id: Uuid,
    /// Its label.
    pub label: String,
    /// First day.
    pub starts_on: NaiveDate,
}

impl Year {
    /// First day of a month of the year: 0 is the first month, and 12 gives the first day after the year.
    #[must_use]
    pub fn month(&self, number: u32) -> NaiveDate {
        let first = self.starts_on.with_day(1).expect("every month has a first day");
        first.checked_add_months(Months::new(number)).expect("a year of the calendar")
    }
}

/// Reads the year that was asked for, in one statement; `None` where the trust has no such year.
///
/// # Errors
/// When the database fails.
pub async fn year_asked(reader: &dyn Reader, trust: &Value, asked: &Asked) -> Result<Option<Year>, LoadError> {
    let years = table_rows::<YearRow>(reader, Column::of(Y::TrustId), std::slice::from_ref(trust)).await?;
    let label = asked.arguments.get(ARGUMENT.0).and_then(|label| label.as_str());
    let wanted = |year: &YearRow| match label {
        Some(label) => label == year.label,
        None => Period::new(year.starts_on, Some(year.ends_on)).covers(asked.today),
    };
    Ok(years.into_iter().find(wanted).map(|YearRow { id, label, starts_on, .. }| Year { id, label, starts_on }))
}
