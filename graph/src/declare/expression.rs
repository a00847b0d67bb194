//! A field whose value the statement of its row works out, and what lists are filtered and ordered by.

use std::sync::Arc;

use super::field::field;
use super::{Access, Column, Field, Key, Source};
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
