//! Who read what of whose record: the log of sensitive reads.

use super::{Column, Storage, may, must};

/// The table.
pub const TABLE: &str = "access_event";
/// The key.
pub const ID: Column = must(TABLE, "id", Storage::Uuid);
/// The tenant.
pub const TRUST_ID: Column = must(TABLE, "trust_id", Storage::Uuid);
/// Groups the rows of one request.
pub const REQUEST_KEY: Column = must(TABLE, "request_key", Storage::Uuid);
/// Who read.
pub const PRINCIPAL_ID: Column = must(TABLE, "principal_id", Storage::Uuid);
/// For whom.
pub const ACTING_FOR: Column = may(TABLE, "acting_for", Storage::Uuid);
/// The type of the row.
pub const TYPE_NAME: Column = must(TABLE, "type_name", Storage::Text);
/// The key of the row.
pub const ROW_KEY: Column = must(TABLE, "row_key", Storage::Uuid);
/// The type of whose record it is.
pub const SUBJECT_TYPE: Column = must(TABLE, "subject_type", Storage::Text);
/// The key of whose record it is.
pub const SUBJECT_KEY: Column = must(TABLE, "subject_key", Storage::Uuid);
/// The coordinates that were disclosed, as a JSON list.
pub const FIELDS: Column = must(TABLE, "fields", Storage::Text);
/// When.
pub const AT: Column = must(TABLE, "at", Storage::Time);
/// The name of the operation in the document.
pub const OPERATION: Column = may(TABLE, "operation", Storage::Text);
/// What the request said that it was for.
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
