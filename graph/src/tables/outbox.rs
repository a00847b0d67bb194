//! Changes for subscribers, in the order in which they become final. The database fills it from the audit trail.

use super::{Column, Storage, may, must};

/// The table.
pub const TABLE: &str = "outbox";
/// The number of the line.
pub const SEQ: Column = must(TABLE, "seq", Storage::Int);
/// The transaction that wrote it, on PostgreSQL.
pub const TXID: Column = may(TABLE, "txid", Storage::Int);
/// The tenant.
pub const TRUST_ID: Column = must(TABLE, "trust_id", Storage::Uuid);
/// Groups the lines of one action.
pub const CHANGE_KEY: Column = must(TABLE, "change_key", Storage::Uuid);
/// The type of the row.
pub const TYPE_NAME: Column = must(TABLE, "type_name", Storage::Text);
/// The key of the row.
pub const ROW_KEY: Column = must(TABLE, "row_key", Storage::Uuid);
/// Whether the row was created, updated or removed.
pub const KIND: Column = must(TABLE, "kind", Storage::Text);
/// The row's owner before the change.
pub const OWNER_BEFORE: Column = may(TABLE, "owner_before", Storage::Uuid);
/// The row's owner after the change.
pub const OWNER_AFTER: Column = may(TABLE, "owner_after", Storage::Uuid);
/// Public names of the fields that changed, as a JSON list.
pub const CHANGED_FIELDS: Column = must(TABLE, "changed_fields", Storage::Text);
/// The time of the change.
pub const AT: Column = must(TABLE, "at", Storage::Time);

pub(super) const COLUMNS: [Column; 11] =
    [SEQ, TXID, TRUST_ID, CHANGE_KEY, TYPE_NAME, ROW_KEY, KIND, OWNER_BEFORE, OWNER_AFTER, CHANGED_FIELDS, AT];
