//! The academic year that the argument `year` names, or the current one without it.

use chrono::{Datelike, Months, NaiveDate};
use entity::academic_year::Column as Y;
use graph::declare::{Asked, Column, LoadError, Reader};
use graph::{Period, Value};
use uuid::Uuid;

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
    let columns = [Y::Id, Y::Label, Y::StartsOn, Y::EndsOn].map(Column::of);
    let rows = reader.rows(&columns, Column::of(Y::TrustId), std::slice::from_ref(trust)).await?;
    let label = asked.arguments.get(ARGUMENT.0).and_then(|label| label.as_str());
    Ok(rows.iter().find_map(|row| {
        let (id, name) = (row[0].as_uuid()?, row[1].as_text()?);
        let (starts_on, ends_on) = (row[2].as_date()?, row[3].as_date()?);
        let wanted = match label {
            Some(label) => label == name,
            None => Period::new(starts_on, Some(ends_on)).covers(asked.today),
        };
        wanted.then(|| Year { id, label: name.to_owned(), starts_on })
    }))
}
