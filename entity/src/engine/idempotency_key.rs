//! Requests that may be sent twice: what came of the first, kept for 24 hours.

table! {
    /// One row.
    idempotency_key: tenant {
        /// Who sent it.
        principal_id: Uuid,
        /// Key the caller chose.
        key: String,
        /// Action it was for.
        action: String,
        /// Hash of the input, in hexadecimal.
        input_hash: String,
        /// What came of it, as JSON: keys of rows and errors, no values of rows.
        answer: String,
        /// When it was first sent, in UTC.
        created_at: DateTimeUtc,
        /// When it is forgotten, in UTC.
        expires_at: DateTimeUtc,
    }
}
