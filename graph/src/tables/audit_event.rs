//! The audit trail: one row for each changed row, with who changed it. Rows are never updated or deleted.

use super::{Column, Storage, may, must};

/// The table.
pub const TABLE: &str = "audit_event";
/// The key.
pub const ID: Column = must(TABLE, "id", Storage::Uuid);
/// The tenant.
pub const TRUST_ID: Column = must(TABLE, "trust_id", Storage::Uuid);
/// Groups the rows of one action.
pub const CHANGE_KEY: Column = must(TABLE, "change_key", Storage::Uuid);
/// The place of the row in its action.
pub const POSITION: Column = must(TABLE, "position", Storage::Int);
/// The principal that acted.
pub const PRINCIPAL_ID: Column = must(TABLE, "principal_id", Storage::Uuid);
/// The principal on whose behalf it acted.
pub const ACTING_FOR: Column = may(TABLE, "acting_for", Storage::Uuid);
/// The name of the action.
pub const ACTION: Column = must(TABLE, "action", Storage::Text);
/// What happened to the row: a [`ChangeAction`](crate::declare::ChangeAction).
pub const KIND: Column = must(TABLE, "kind", Storage::Text);
/// The type of the row.
pub const TYPE_NAME: Column = must(TABLE, "type_name", Storage::Text);
/// The key of the row.
pub const ROW_KEY: Column = must(TABLE, "row_key", Storage::Uuid);
/// The row's owner before the change.
pub const OWNER_BEFORE: Column = may(TABLE, "owner_before", Storage::Uuid);
/// The row's owner after the change.
pub const OWNER_AFTER: Column = may(TABLE, "owner_after", Storage::Uuid);
/// Public names of the fields that changed, as a JSON list.
pub const CHANGED_FIELDS: Column = must(TABLE, "changed_fields", Storage::Text);
/// The time of the change.
pub const AT: Column = must(TABLE, "at", Storage::Time);
/// The name of the operation in the document.
pub const OPERATION: Column = may(TABLE, "operation", Storage::Text);
/// The purpose that the request gave.
pub const PURPOSE: Column = may(TABLE, "purpose", Storage::Text);

pub(super) const COLUMNS: [Column; 16] = [
    ID,
    TRUST_ID,
    CHANGE_KEY,
    POSITION,
    PRINCIPAL_ID,
    ACTING_FOR,
    ACTION,
    KIND,
    TYPE_NAME,
    ROW_KEY,
    OWNER_BEFORE,
    OWNER_AFTER,
    CHANGED_FIELDS,
    AT,
    OPERATION,
    PURPOSE,
];
