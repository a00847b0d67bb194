//! The audit trail: who changed what, row by row. Only ever added to, and written with the change.

table! {
    /// One row.
    audit_event: tenant {
        /// Groups the rows of one action.
        change_key: Uuid,
        /// Place within the action.
        position: i64,
        /// Who acted.
        principal_id: Uuid,
        /// Principal on whose behalf, for an application.
        acting_for: Option<Uuid>,
        /// Action, such as `recordAssessments`.
        action: String,
        /// `CREATED`, `UPDATED`, `REMOVED` or `READ`.
        kind: String,
        /// GraphQL type of the row.
        type_name: String,
        /// Key of the row.
        row_key: Uuid,
        /// Whom the row belonged to before; none for a new row or one of the trust.
        owner_before: Option<Uuid>,
        /// Whom the row belongs to now; none for a removed row or one of the trust.
        owner_after: Option<Uuid>,
        /// Names of the fields that changed, a JSON list; never their values.
        changed_fields: String,
        /// When, in UTC.
        at: DateTimeUtc,
        /// Name of the operation of the document.
        operation: Option<String>,
        /// Purpose that the request stated.
        purpose: Option<String>,
    }
}
