//! The stored outcomes of requests that may be sent twice.

use super::{Column, Storage, must};

/// The table.
pub const TABLE: &str = "idempotency_key";
/// The key.
pub const ID: Column = must(TABLE, "id", Storage::Uuid);
/// The tenant.
pub const TRUST_ID: Column = must(TABLE, "trust_id", Storage::Uuid);
/// The principal that sent the request.
pub const PRINCIPAL_ID: Column = must(TABLE, "principal_id", Storage::Uuid);
/// The idempotency key that the request gave.
pub const KEY: Column = must(TABLE, "key", Storage::Text);
/// The name of the action.
pub const ACTION: Column = must(TABLE, "action", Storage::Text);
/// A hash of its input.
pub const INPUT_HASH: Column = must(TABLE, "input_hash", Storage::Text);
/// The outcome, as JSON: keys of rows and errors, no values of rows.
pub const ANSWER: Column = must(TABLE, "answer", Storage::Text);
/// The time of the request.
pub const CREATED_AT: Column = must(TABLE, "created_at", Storage::Time);
/// The time at which the outcome expires.
pub const EXPIRES_AT: Column = must(TABLE, "expires_at", Storage::Time);

pub(super) const COLUMNS: [Column; 9] =
    [ID, TRUST_ID, PRINCIPAL_ID, KEY, ACTION, INPUT_HASH, ANSWER, CREATED_AT, EXPIRES_AT];
