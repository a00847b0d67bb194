//! Expressions: values that a statement works out from a row and from rows of other tables.
//!
//! One expression is the key of a dimension and the value of a field, so a measure, a field, its filter and its order
//! cannot disagree. Columns of [`FACT`] are those of the fact, or of the row that has the field.

use super::{At, FACT, Other, Test};
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
    /// `column - count(rows)`: the level of today minus the years begun since.
    MinusCount(At, Other),
}

impl Key {
    /// How the value is stored.
    #[must_use]
    pub fn storage(&self) -> Storage {
        match self {
            Key::Grouped(..) => Storage::Text,
            Key::AnyOf(_) => Storage::Bool,
            Key::Column(at) | Key::LeastOf(_, at, _) | Key::LatestOf(_, at, _, _) | Key::MinusCount(at, _) => {
                at.column.storage
            }
        }
    }

    /// Whether there may be no value.
    #[must_use]
    pub fn nullable(&self) -> bool {
        match self {
            Key::AnyOf(_) | Key::Grouped(..) => false,
            Key::LeastOf(_, _, otherwise) | Key::LatestOf(_, _, _, otherwise) => otherwise.is_none(),
            Key::Column(at) | Key::MinusCount(at, _) => at.column.nullable || at.alias != FACT,
        }
    }

    /// The column whose value it shows; none where it shows only whether tests hold.
    #[must_use]
    pub fn shown(&self) -> Option<At> {
        match self {
            Key::AnyOf(_) => None,
            Key::Column(at)
            | Key::LeastOf(_, at, _)
            | Key::LatestOf(_, at, _, _)
            | Key::Grouped(at, ..)
            | Key::MinusCount(at, _) => Some(*at),
        }
    }

    /// The columns that it reads, those of other tables included.
    #[must_use]
    pub fn columns(&self) -> Vec<At> {
        let mut all: Vec<At> = self.shown().into_iter().collect();
        match self {
            Key::Column(_) | Key::Grouped(..) => {}
            Key::AnyOf(tests) => tests.iter().for_each(|test| test.columns(&mut all)),
            Key::LeastOf(other, ..) | Key::MinusCount(_, other) => {
                other.tests.iter().for_each(|test| test.columns(&mut all));
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
            Key::LeastOf(other, ..) | Key::LatestOf(other, ..) | Key::MinusCount(_, other) => {
                other.tests.iter().for_each(|test| test.names(&mut text));
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
            Key::MinusCount(..) => "less",
        }
    }

    /// The columns that it reads of the row itself.
    #[must_use]
    pub fn own_columns(&self) -> Vec<Column> {
        self.columns().into_iter().filter(|at| at.alias == FACT).map(|at| at.column).collect()
    }
}
