//! What changed in rows, for those who follow them: by type and row, and by the part of the row that changed.

use super::{Column, Storage, must};

/// The table.
pub const TABLE: &str = "row_stamp";
/// The key.
pub const ID: Column = must(TABLE, "id", Storage::Uuid);
/// The tenant.
pub const TRUST_ID: Column = must(TABLE, "trust_id", Storage::Uuid);
/// The type of the row.
pub const TYPE_NAME: Column = must(TABLE, "type_name", Storage::Text);
/// The key of the row.
pub const ROW_KEY: Column = must(TABLE, "row_key", Storage::Uuid);
/// The part of the row, by name; empty for what all who see the row may see.
pub const PART: Column = must(TABLE, "part", Storage::Text);
/// How often the part changed.
pub const VERSION: Column = must(TABLE, "version", Storage::Int);
/// When it last changed.
pub const CHANGED_AT: Column = must(TABLE, "changed_at", Storage::Time);
/// In which transaction it last changed, as marks count them.
pub const CHANGED_IN: Column = must(TABLE, "changed_in", Storage::Int);

/// The columns that a writer gives; the database sets the others.
pub const GIVEN: [Column; 6] = [ID, TRUST_ID, TYPE_NAME, ROW_KEY, PART, CHANGED_AT];

pub(super) const COLUMNS: [Column; 8] = [ID, TRUST_ID, TYPE_NAME, ROW_KEY, PART, VERSION, CHANGED_AT, CHANGED_IN];
