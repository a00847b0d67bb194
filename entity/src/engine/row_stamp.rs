//! What changed in rows, for those who follow them: by type and row, and by the part of the row that changed.

table! {
    /// The last change of a part of a row.
    row_stamp: plain {
        /// Primary key.
        #[sea_orm(primary_key, auto_increment = false)]
        id: Uuid,
        /// Trust that owns the row.
        trust_id: Uuid,
        /// GraphQL type of the row.
        type_name: String,
        /// Key of the row.
        row_key: Uuid,
        /// Empty for what all who see the row may see; else a field or another type that asks a right of its own.
        part: String,
        /// How often the part changed.
        version: i32,
        /// When it last changed, in UTC.
        changed_at: DateTimeUtc,
        /// Transaction that changed it on PostgreSQL; on SQLite the last number of the outbox before it.
        changed_in: i64,
    }
}
