//! The outbox: every change, for subscriptions, feeds and caches to read in order. A trigger fills it from the audit
//! trail, in the transaction of the change.

table! {
    /// A row that one action changed.
    outbox: plain {
        /// Rising number; gaps are possible.
        #[sea_orm(primary_key)]
        seq: i64,
        /// Transaction of the change on PostgreSQL. Readers stop at the oldest transaction that still runs.
        txid: Option<i64>,
        /// Trust that owns the row.
        trust_id: Uuid,
        /// Action: all rows that it changed have the same key.
        change_key: Uuid,
        /// GraphQL type of the row.
        type_name: String,
        /// Key of the row.
        row_key: Uuid,
        /// `CREATED`, `UPDATED` or `REMOVED`.
        kind: String,
        /// Owner of the row before.
        owner_before: Option<Uuid>,
        /// Owner of the row after.
        owner_after: Option<Uuid>,
        /// Names of the fields that changed, a JSON list.
        changed_fields: String,
        /// When, in UTC.
        at: DateTimeUtc,
    }
}
