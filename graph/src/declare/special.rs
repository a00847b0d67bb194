//! Columns of special classes, such as pay: whatever reads one asks a permission of its class.
//!
//! A class is declared where its column is. [`crate::verify`] holds every field, look-up and dimension to it, whoever
//! declares them, and reads of it are logged (`traced.rs`).

use sea_orm::ColumnTrait;

use super::{Column, Field, Resource, Source};
use crate::caller::Permission;

/// A class of special data: a compartment that only its own permissions open, whatever else somebody may read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Compartment {
    /// What reads it asks permissions out of these, and no others.
    pub opened_by: &'static [Permission],
}

/// A compartment, and the permissions that open it.
#[must_use]
pub const fn compartment(opened_by: &'static [Permission]) -> Compartment {
    Compartment { opened_by }
}

impl Field {
    /// Its column is of a special class.
    ///
    /// # Panics
    /// On anything but a column: say it of the columns that are read. A mistake in a declaration, found at start-up.
    #[must_use]
    pub fn special(mut self, class: Compartment) -> Self {
        assert!(
            matches!(self.source, Source::Column(..)),
            "{}: only a column is of a special class: say it of the fields of its columns, or with `special_columns`",
            self.name
        );
        self.special = Some(class);
        self
    }
}

impl Resource {
    /// Columns of a special class that no field shows as they are.
    #[must_use]
    pub fn special_columns<C: ColumnTrait>(mut self, columns: impl IntoIterator<Item = C>, class: Compartment) -> Self {
        self.special.extend(columns.into_iter().map(|column| (Column::of(column), class)));
        self
    }
}

/// The columns of fields that are of a special class, those of value objects too.
pub(super) fn columns(fields: &[Field]) -> Vec<(Column, Compartment)> {
    let mut all = Vec::new();
    for field in fields {
        match &field.source {
            Source::Column(column, _) => all.extend(field.special.map(|class| (*column, class))),
            Source::Object { fields, .. } => all.extend(columns(fields)),
            Source::Derived { .. } | Source::Batch(_) => {}
        }
    }
    all
}
