//! Which reads are logged: those of pay, of special categories and of safeguarding.
//!
//! This follows from the columns that are declared sensitive, so that no field can be forgotten. A batch reads other
//! tables: its reads are logged where a permission it needs opens a sensitive column.

use super::{Catalogue, Column, Field, Link, Resource, Source};
use crate::caller::Permission;

impl Catalogue {
    /// Whether reads of a column are logged.
    #[must_use]
    pub fn is_sensitive(&self, column: Column) -> bool {
        self.sensitive.iter().any(|(known, _)| (known.table, known.name) == (column.table, column.name))
    }

    /// Whether returning a row is logged, whatever fields are selected: its permission protects even that the row exists.
    #[must_use]
    pub fn row_is_logged(&self, resource: &Resource) -> bool {
        self.opens_sensitive(&resource.row.permissions())
    }

    /// Whether following a link is logged: its permission opens a sensitive column.
    #[must_use]
    pub fn link_is_logged(&self, link: &Link) -> bool {
        self.opens_sensitive(&link.access.permissions())
    }

    /// Whether one of these permissions opens a sensitive column.
    fn opens_sensitive(&self, asked: &[Permission]) -> bool {
        asked.iter().any(|asked| self.sensitive.iter().any(|(_, class)| class.opened_by.contains(asked)))
    }

    /// Whether reads of a field are logged. A value object itself is not logged; each of its parts decides for itself.
    #[must_use]
    pub fn is_logged(&self, resource: &Resource, field: &Field) -> bool {
        match &field.source {
            Source::Column(column, _) => self.is_sensitive(*column),
            Source::Derived { inputs, .. } => inputs.iter().any(|input| self.is_sensitive(*input)),
            Source::Expression { key, .. } => key.shown().is_some_and(|at| self.is_sensitive(at.column)),
            Source::Batch(batch) => {
                let own = field.access.permissions();
                let asked = if own.is_empty() { resource.row.permissions() } else { own };
                batch.inputs.iter().any(|input| self.is_sensitive(*input)) || self.opens_sensitive(&asked)
            }
            Source::Object { .. } => false,
        }
    }
}
