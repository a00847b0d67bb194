//! The audit trail: who changed which row. Rows are added in the transaction of the change, and never changed or
//! removed.

table! {
    /// A row that one action changed.
    audit_event: tenant {
        /// Action: all rows that it changed have the same key.
        change_key: Uuid,
        /// Place of the row within the action.
        position: i64,
        /// Principal that acted.
        principal_id: Uuid,
        /// Principal on whose behalf an application acted.
        acting_for: Option<Uuid>,
        /// Name of the action, such as `recordAssessments`.
        action: String,
        /// `CREATED`, `UPDATED`, `REMOVED` or `READ`.
        kind: String,
        /// GraphQL type of the row.
        type_name: String,
        /// Key of the row.
        row_key: Uuid,
        /// Owner of the row before; null for a new row, and for one that the trust owns.
        owner_before: Option<Uuid>,
        /// Owner of the row after; null for a removed row, and for one that the trust owns.
        owner_after: Option<Uuid>,
        /// Names of the fields that changed, a JSON list; never their values.
        changed_fields: String,
        /// When, in UTC.
        at: DateTimeUtc,
        /// Name of the operation of the document.
        operation: Option<String>,
        /// Purpose stated in the request.
        purpose: Option<String>,
    }
}
