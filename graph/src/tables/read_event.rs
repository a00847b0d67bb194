//! The log of sensitive reads: who read which fields of whose record.

use super::{Column, Storage, may, must};

/// The table.
pub const TABLE: &str = "access_event";
/// The key.
pub const ID: Column = must(TABLE, "id", Storage::Uuid);
/// The tenant.
pub const TRUST_ID: Column = must(TABLE, "trust_id", Storage::Uuid);
/// Groups the rows of one request.
pub const REQUEST_KEY: Column = must(TABLE, "request_key", Storage::Uuid);
/// The principal that read.
pub const PRINCIPAL_ID: Column = must(TABLE, "principal_id", Storage::Uuid);
/// The principal on whose behalf it read.
pub const ACTING_FOR: Column = may(TABLE, "acting_for", Storage::Uuid);
/// The type of the row.
pub const TYPE_NAME: Column = must(TABLE, "type_name", Storage::Text);
/// The key of the row.
pub const ROW_KEY: Column = must(TABLE, "row_key", Storage::Uuid);
/// The type of the data subject: of the person whose record the row is.
pub const SUBJECT_TYPE: Column = must(TABLE, "subject_type", Storage::Text);
/// The key of the data subject.
pub const SUBJECT_KEY: Column = must(TABLE, "subject_key", Storage::Uuid);
/// Schema coordinates of the disclosed fields, as a JSON list.
pub const FIELDS: Column = must(TABLE, "fields", Storage::Text);
/// The time of the read.
pub const AT: Column = must(TABLE, "at", Storage::Time);
/// The name of the operation in the document.
pub const OPERATION: Column = may(TABLE, "operation", Storage::Text);
/// The purpose that the request gave.
pub const PURPOSE: Column = may(TABLE, "purpose", Storage::Text);

pub(super) const COLUMNS: [Column; 13] = [
    ID,
    TRUST_ID,
    REQUEST_KEY,
    PRINCIPAL_ID,
    ACTING_FOR,
    TYPE_NAME,
    ROW_KEY,
    SUBJECT_TYPE,
    SUBJECT_KEY,
    FIELDS,
    AT,
    OPERATION,
    PURPOSE,
];
