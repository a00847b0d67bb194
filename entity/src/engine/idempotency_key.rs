//! Requests with an idempotency key, and the result of each, kept for 24 hours.

table! {
    /// A request with an idempotency key.
    idempotency_key: tenant {
        /// Principal that sent it.
        principal_id: Uuid,
        /// Key the caller chose.
        key: String,
        /// Action that was requested.
        action: String,
        /// Hash of the input, in hexadecimal.
        input_hash: String,
        /// Result as JSON: keys of rows, and errors; no values of rows.
        answer: String,
        /// When it was first sent, in UTC.
        created_at: DateTimeUtc,
        /// When the key may be reused, in UTC.
        expires_at: DateTimeUtc,
    }
}
