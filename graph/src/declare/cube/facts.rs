//! Facts: their tables, and the tests that rows must pass.

use sea_orm::{ColumnTrait, EntityTrait};

use super::Key;
use crate::declare::Column;

/// The alias of the facts' own table.
pub const FACT: &str = "t";

/// A column of one of the tables of a cube.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct At {
    /// The table's alias.
    pub alias: &'static str,
    /// The column.
    pub column: Column,
}

/// A column of the fact itself.
pub fn fact(column: impl ColumnTrait) -> At {
    at(FACT, column)
}

/// A column of a joined table.
pub fn at(alias: &'static str, column: impl ColumnTrait) -> At {
    At { alias, column: Column::of(column) }
}

/// The day that a test compares with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Day {
    /// `asOf`, else today.
    Asked,
    /// Today, whatever `asOf` says.
    Today,
    /// A day of the fact, such as that of its assessment point.
    Of(At),
    /// `(starts, number)`: the first day of a month of a year, which the year's first day and the month's number give: 1 is
    /// the month in which the year starts.
    MonthOf(At, At),
}

/// A condition on a fact, or on the row of a field that an expression works out.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// Two columns are equal.
    Same(At, At),
    /// The first is less than the second.
    Less(At, At),
    /// `(value, column, more)`: a whole number that an expression gives is greater than a column and so many more. It does not
    /// hold where one of them is not there.
    Above(Box<Key>, At, i64),
    /// A text is one of these.
    Among(At, Vec<&'static str>),
    /// A boolean is this.
    Is(At, bool),
    /// A whole number is this.
    Number(At, i64),
    /// There is no value.
    Absent(At),
    /// A day has come.
    Begun(At, Day),
    /// A period covers a day; first and last day are included, and one without a last day is open.
    Covers(At, At, Day),
    /// A period covers a day, or ended at most so many years before it.
    CoversWithin(At, At, u32, Day),
    /// Such a row of another table exists.
    Exists(Other),
    /// It does not hold.
    Not(Box<Test>),
    /// One of them holds.
    Any(Vec<Test>),
    /// All of them hold.
    All(Vec<Test>),
}

impl Test {
    /// A text is one of these: values of a closed set, or texts.
    pub fn among<V: Into<&'static str>>(at: At, values: impl IntoIterator<Item = V>) -> Self {
        Test::Among(at, values.into_iter().map(Into::into).collect())
    }

    /// Adds the names that values are among.
    pub(crate) fn names(&self, text: &mut String) {
        match self {
            Test::Among(_, names) => text.push_str(&names.join(",")),
            Test::Above(key, _, more) => text.push_str(&format!("{}+{more}", key.name())),
            Test::Exists(other) => other.tests.iter().for_each(|test| test.names(text)),
            Test::Not(inner) => inner.names(text),
            Test::Any(tests) | Test::All(tests) => tests.iter().for_each(|test| test.names(text)),
            _ => {}
        }
    }

    /// Collects the columns that it uses.
    pub(crate) fn columns(&self, all: &mut Vec<At>) {
        let mut day = |day: &Day| match day {
            Day::Of(at) => all.push(*at),
            Day::MonthOf(starts, number) => all.extend([*starts, *number]),
            Day::Asked | Day::Today => {}
        };
        match self {
            Test::Begun(at, on) => {
                day(on);
                all.push(*at);
            }
            Test::Covers(starts, ends, on) | Test::CoversWithin(starts, ends, _, on) => {
                day(on);
                all.extend([*starts, *ends]);
            }
            Test::Same(a, b) | Test::Less(a, b) => all.extend([*a, *b]),
            Test::Above(key, at, _) => {
                all.push(*at);
                all.extend(key.columns());
            }
            Test::Among(at, _) | Test::Is(at, _) | Test::Number(at, _) | Test::Absent(at) => all.push(*at),
            Test::Exists(other) => other.tests.iter().for_each(|test| test.columns(all)),
            Test::Not(inner) => inner.columns(all),
            Test::Any(tests) | Test::All(tests) => tests.iter().for_each(|test| test.columns(all)),
        }
    }
}

/// Rows of another table under an alias of their own.
#[derive(Clone, Debug, PartialEq)]
pub struct Other {
    /// The alias.
    pub alias: &'static str,
    /// The table.
    pub table: &'static str,
    /// The conditions they must meet.
    pub tests: Vec<Test>,
}

/// Rows of another table, for which the tests hold.
pub fn other<E: EntityTrait>(alias: &'static str, entity: E, tests: impl IntoIterator<Item = Test>) -> Other {
    Other { alias, table: entity.table_name(), tests: tests.into_iter().collect() }
}

/// A table beside the facts: at most one row for each of them.
#[derive(Clone, Debug)]
pub struct Join {
    /// The table, its alias and the conditions of the join.
    pub to: Other,
    /// Whether a fact without such a row still counts.
    pub optional: bool,
}
