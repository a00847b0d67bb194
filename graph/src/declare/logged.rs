//! Which fields leave a trace when they are told: those of pay, of special categories and of safeguarding.
//!
//! What they are follows from the columns that are declared sensitive, so that no field can be forgotten. A batch reads
//! other tables: it counts where what it asks opens such a column.

use super::{Catalogue, Column, Field, Link, Resource, Source};
use crate::caller::Permission;

impl Catalogue {
    /// Whether who reads a column is written down.
    #[must_use]
    pub fn is_sensitive(&self, column: Column) -> bool {
        self.sensitive.iter().any(|(known, _)| (known.table, known.name) == (column.table, column.name))
    }

    /// Whether a row leaves a trace by being told of at all: that there is one is what its permission protects.
    #[must_use]
    pub fn row_is_logged(&self, resource: &Resource) -> bool {
        self.opens_sensitive(&resource.row.permissions())
    }

    /// Whether following a link leaves a trace: what its permission opens is sensitive.
    #[must_use]
    pub fn link_is_logged(&self, link: &Link) -> bool {
        self.opens_sensitive(&link.access.permissions())
    }

    /// Whether one of these permissions opens what is sensitive.
    fn opens_sensitive(&self, asked: &[Permission]) -> bool {
        asked.iter().any(|asked| self.sensitive.iter().any(|(_, class)| class.opened_by.contains(asked)))
    }

    /// Whether a field leaves a trace. A value object does by its parts, each for itself.
    #[must_use]
    pub fn is_logged(&self, resource: &Resource, field: &Field) -> bool {
        match &field.source {
            Source::Column(column, _) => self.is_sensitive(*column),
            Source::Derived { inputs, .. } => inputs.iter().any(|input| self.is_sensitive(*input)),
            Source::Batch(batch) => {
                let own = field.access.permissions();
                let asked = if own.is_empty() { resource.row.permissions() } else { own };
                batch.inputs.iter().any(|input| self.is_sensitive(*input)) || self.opens_sensitive(&asked)
            }
            Source::Object { .. } => false,
        }
    }
}
