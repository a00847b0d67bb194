//! Columns of special classes, such as pay: every field that reads one needs a permission of its class.
//!
//! A class is declared where its column is. [`crate::verify`] holds every field, look-up and dimension to it, and reads
//! of the column are logged (`logged.rs`).

use sea_orm::ColumnTrait;

use super::{Column, Field, Resource, Source};
use crate::caller::Permission;

/// A class of special data, which only its own permissions open.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Compartment {
    /// A field that reads a column of the class must need permissions from this list only.
    pub opened_by: &'static [Permission],
}

/// A compartment, and the permissions that open it.
#[must_use]
pub const fn compartment(opened_by: &'static [Permission]) -> Compartment {
    Compartment { opened_by }
}

impl Field {
    /// Puts the field's column into a special class.
    ///
    /// # Panics
    /// On anything but a column: a mistake in a declaration, found at start-up.
    #[must_use]
    pub fn special(mut self, class: Compartment) -> Self {
        assert!(
            matches!(self.source, Source::Column(..)),
            "{}: only a column can be of a special class: declare `special` on the fields of the columns it reads, or use `special_columns`",
            self.name
        );
        self.special = Some(class);
        self
    }
}

impl Resource {
    /// Puts columns into a special class that no field shows as they are.
    #[must_use]
    pub fn special_columns<C: ColumnTrait>(mut self, columns: impl IntoIterator<Item = C>, class: Compartment) -> Self {
        self.special.extend(columns.into_iter().map(|column| (Column::of(column), class)));
        self
    }
}

/// The columns of the fields that are of a special class, also inside value objects.
pub(super) fn columns(fields: &[Field]) -> Vec<(Column, Compartment)> {
    let mut all = Vec::new();
    for field in fields {
        match &field.source {
            Source::Column(column, _) => all.extend(field.special.map(|class| (*column, class))),
            Source::Object { fields, .. } => all.extend(columns(fields)),
            Source::Derived { .. } | Source::Expression { .. } | Source::Batch(_) => {}
        }
    }
    all
}
