//! A field whose value the statement of its row works out, and what lists are filtered and ordered by.

use std::sync::Arc;

use sea_orm::ColumnTrait;

use super::field::field;
use super::{Access, Column, Field, Key, Resource, Source};
use crate::value::{Kind, Storage};

/// A value that follows from the row and from rows of other tables. It is selected in the statement of its row; lists can
/// be filtered and ordered by it like by a column, and the same [`Key`] may be the key of a dimension. `fact` names
/// columns of the row; `Day::Asked` is the day of `asOf` where the field takes it, and today in filters and orders.
///
/// # Panics
/// Where the kind does not fit what the expression yields: a mistake in a declaration, found at start-up.
pub fn expression(
    name: &'static str,
    key: Key,
    kind: Kind,
    access: impl Into<Access>,
    description: &'static str,
) -> Field {
    assert!(
        kind.storage() == key.storage(),
        "{name} is a {} and its expression yields {:?}",
        kind.type_name(),
        key.storage()
    );
    field(name, Source::Expression { key: Arc::new(key), kind, as_of: false }, access.into(), description)
}

/// What a list is filtered or ordered by.
#[derive(Clone, Debug, PartialEq)]
pub enum Comparable {
    /// A column of the row.
    Column(Column),
    /// A value that the statement works out, on the day of today.
    Expression(Arc<Key>),
}

impl From<Column> for Comparable {
    fn from(column: Column) -> Self {
        Comparable::Column(column)
    }
}

impl Comparable {
    /// How the value is stored.
    #[must_use]
    pub fn storage(&self) -> Storage {
        match self {
            Comparable::Column(column) => column.storage,
            Comparable::Expression(key) => key.storage(),
        }
    }

    /// Whether there may be no value.
    #[must_use]
    pub fn nullable(&self) -> bool {
        match self {
            Comparable::Column(column) => column.nullable,
            Comparable::Expression(key) => key.nullable(),
        }
    }

    /// The columns of the row itself that it reads.
    #[must_use]
    pub fn own_columns(&self) -> Vec<Column> {
        match self {
            Comparable::Column(column) => vec![*column],
            Comparable::Expression(key) => key.own_columns(),
        }
    }
}

/// A stored column that follows from rows of other tables and from the day: access or order rests on it, so it is a
/// column.
#[derive(Clone, Debug)]
pub struct InStep {
    /// The column.
    pub column: Column,
    /// Its value on a day.
    pub key: Arc<Key>,
}

impl Resource {
    /// Keeps a column in step with an expression. The action that writes the rows it follows from writes the column too,
    /// and where a period begins or ends by itself the engine does when the day begins
    /// (`Engine::bring_in_step`).
    ///
    /// # Panics
    /// Where the column does not fit what the expression yields: a mistake in a declaration, found at start-up.
    #[must_use]
    pub fn in_step(mut self, column: impl ColumnTrait, key: Key) -> Self {
        let column = Column::of(column);
        assert!(
            column.storage == key.storage() && (column.nullable || !key.nullable()),
            "{}.{} does not hold what it follows from",
            self.name,
            column.name
        );
        self.in_step.push(InStep { column, key: Arc::new(key) });
        self
    }
}
