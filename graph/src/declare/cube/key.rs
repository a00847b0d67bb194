//! Expressions: values that a statement works out from a row and from rows of other tables.
//!
//! One expression is the key of a dimension and the value of a field, so a measure, a field, its filter and its order
//! cannot disagree. Columns of [`FACT`] are those of the fact, or of the row that has the field.

use super::{At, Day, FACT, Other, Test};
use crate::declare::Column;
use crate::value::Storage;

/// How the member of a dimension that a fact belongs to, or the value of a field, is worked out.
#[derive(Clone, Debug, PartialEq)]
pub enum Key {
    /// The value of a column.
    Column(At),
    /// Whether one of these tests holds.
    AnyOf(Vec<Test>),
    /// `(rows, column, otherwise)`: the least value of a column among other rows; without such a row, `otherwise`.
    LeastOf(Other, At, Option<&'static str>),
    /// `(rows, column, by, otherwise)`: the value of a column in that one of the other rows whose column `by` is greatest,
    /// the least value where several are; without such a row, `otherwise`.
    LatestOf(Other, At, At, Option<&'static str>),
    /// `(column, groups, otherwise)`: values are put into named groups; any other value is `otherwise`.
    Grouped(At, Vec<(&'static str, Vec<&'static str>)>, &'static str),
    /// What follows from the latest of other rows that has begun, in the year of a day.
    Yearly(Box<Yearly>),
}

/// A value that rows state year by year; a year without a row follows from the latest row before it. Years begin on the first
/// day of a month.
#[derive(Clone, Debug, PartialEq)]
pub struct Yearly {
    /// The rows that state it; the latest that has begun on the day counts.
    pub rows: Other,
    /// Their first day.
    pub starts: At,
    /// The year in which that day is, by the calendar year in which it begins.
    pub year: At,
    /// The month on whose first day a year begins, from 1 to 12.
    pub begins: u32,
    /// The value that a row states.
    pub value: At,
    /// What becomes of it in later years.
    pub later: Later,
    /// The day.
    pub on: Day,
}

/// What becomes of a value in the years after its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Later {
    /// It is a level that rises by one each year.
    Rises,
    /// It ends with the year of the row.
    Ends,
}

impl Key {
    /// How the value is stored.
    #[must_use]
    pub fn storage(&self) -> Storage {
        match self {
            Key::Grouped(..) => Storage::Text,
            Key::AnyOf(_) => Storage::Bool,
            Key::Column(at) | Key::LeastOf(_, at, _) | Key::LatestOf(_, at, _, _) => at.column.storage,
            Key::Yearly(yearly) => yearly.value.column.storage,
        }
    }

    /// Whether there may be no value.
    #[must_use]
    pub fn nullable(&self) -> bool {
        match self {
            Key::AnyOf(_) | Key::Grouped(..) => false,
            Key::LeastOf(_, _, otherwise) | Key::LatestOf(_, _, _, otherwise) => otherwise.is_none(),
            Key::Yearly(_) => true,
            Key::Column(at) => at.column.nullable || at.alias != FACT,
        }
    }

    /// The column whose value it shows; none where it shows only whether tests hold.
    #[must_use]
    pub fn shown(&self) -> Option<At> {
        match self {
            Key::AnyOf(_) => None,
            Key::Column(at) | Key::LeastOf(_, at, _) | Key::LatestOf(_, at, _, _) | Key::Grouped(at, ..) => Some(*at),
            Key::Yearly(yearly) => Some(yearly.value),
        }
    }

    /// The columns that it reads, those of other tables included.
    #[must_use]
    pub fn columns(&self) -> Vec<At> {
        let mut all: Vec<At> = self.shown().into_iter().collect();
        match self {
            Key::Column(_) | Key::Grouped(..) => {}
            Key::AnyOf(tests) => tests.iter().for_each(|test| test.columns(&mut all)),
            Key::LeastOf(other, ..) => other.tests.iter().for_each(|test| test.columns(&mut all)),
            Key::Yearly(yearly) => {
                all.push(yearly.year);
                Test::Begun(yearly.starts, yearly.on).columns(&mut all);
                yearly.rows.tests.iter().for_each(|test| test.columns(&mut all));
            }
            Key::LatestOf(other, _, by, _) => {
                all.push(*by);
                other.tests.iter().for_each(|test| test.columns(&mut all));
            }
        }
        all
    }

    /// What it is, as a text that is the same in every process: cursors of lists that use it are bound to it.
    #[must_use]
    pub fn name(&self) -> String {
        let columns: Vec<String> =
            self.columns().iter().map(|at| format!("{}.{}", at.column.table, at.column.name)).collect();
        let mut text = format!("{}({})", self.kind(), columns.join(","));
        match self {
            Key::AnyOf(tests) => tests.iter().for_each(|test| test.names(&mut text)),
            Key::LeastOf(other, ..) | Key::LatestOf(other, ..) => {
                other.tests.iter().for_each(|test| test.names(&mut text));
            }
            Key::Yearly(yearly) => {
                text.push_str(&format!("{:?}{}", yearly.later, yearly.begins));
                yearly.rows.tests.iter().for_each(|test| test.names(&mut text));
            }
            Key::Column(_) => {}
            Key::Grouped(_, groups, _) => text.push_str(&format!("{groups:?}")),
        }
        text
    }

    fn kind(&self) -> &'static str {
        match self {
            Key::Column(_) => "column",
            Key::AnyOf(_) => "any",
            Key::LeastOf(..) => "least",
            Key::LatestOf(..) => "latest",
            Key::Grouped(..) => "grouped",
            Key::Yearly(_) => "yearly",
        }
    }

    /// The columns that it reads of the row itself.
    #[must_use]
    pub fn own_columns(&self) -> Vec<Column> {
        self.columns().into_iter().filter(|at| at.alias == FACT).map(|at| at.column).collect()
    }
}
