//! A value that follows from dated rows of another table: one rule, which fields, filters, orders and cubes share.
//!
//! As a [`Column`] it stands wherever a column of the row does; the statement works it out from the rows.

use sea_orm::ColumnTrait;

use super::Column;

/// What follows, on a day, from the latest of the rows that have begun. Years begin on the first day of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Follows {
    /// The column of the row that the other rows are tied to.
    pub mine: Column,
    /// Their column with its value.
    pub theirs: Column,
    /// Their first day.
    pub starts: Column,
    /// The year in which that day is, by the calendar year in which it begins.
    pub year: Column,
    /// The month on whose first day a year begins, from 1 to 12.
    pub begins: u32,
    /// What follows.
    pub value: Rule,
}

/// What follows from the latest row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rule {
    /// A level that rises by one with each year that has begun since.
    Risen(Column),
    /// A value that holds in the year of the row alone.
    WithinYear(Column),
}

impl Rule {
    /// The column that the value comes from.
    #[must_use]
    pub fn column(self) -> Column {
        let (Rule::Risen(value) | Rule::WithinYear(value)) = self;
        value
    }
}

impl Follows {
    /// The rule as a column of the row, under a name.
    ///
    /// The rule is kept as long as the process runs: it is made once, by a declaration.
    #[must_use]
    pub fn named(self, name: &'static str) -> Column {
        let storage = self.value.column().storage;
        let rule: &'static Follows = Box::leak(Box::new(self));
        Column { table: self.mine.table, name, storage, nullable: true, follows: Some(rule) }
    }
}

/// A value that follows from rows: how they are tied to this one, their first day and its year, the month in which years
/// begin, and what follows.
pub fn follows(
    (theirs, mine): (impl ColumnTrait, impl ColumnTrait),
    (starts, year): (impl ColumnTrait, impl ColumnTrait),
    begins: u32,
    value: Rule,
) -> Follows {
    let (mine, theirs) = (Column::of(mine), Column::of(theirs));
    Follows { mine, theirs, starts: Column::of(starts), year: Column::of(year), begins, value }
}
