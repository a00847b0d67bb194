//! The outbox: every change in the order of its number, for feeds, webhooks and caches. Filled by the database
//! from the audit trail, in the transaction of the change.

table! {
    /// One row.
    outbox: plain {
        /// Number, rising; gaps are possible.
        #[sea_orm(primary_key)]
        seq: i64,
        /// Transaction of the change on PostgreSQL; read below the oldest that still runs.
        txid: Option<i64>,
        /// Trust whose row it is.
        trust_id: Uuid,
        /// Groups the rows of one action.
        change_key: Uuid,
        /// GraphQL type of the row.
        type_name: String,
        /// Key of the row.
        row_key: Uuid,
        /// `CREATED`, `UPDATED` or `REMOVED`.
        kind: String,
        /// Whom the row belonged to before.
        owner_before: Option<Uuid>,
        /// Whom the row belongs to now.
        owner_after: Option<Uuid>,
        /// Names of the fields that changed, a JSON list.
        changed_fields: String,
        /// When, in UTC.
        at: DateTimeUtc,
    }
}
