//! The trace of sensitive reads: who was told what of whose record. Only ever added to, soon after the answer.

table! {
    /// One row that was told in one request.
    access_event: tenant {
        /// Groups the rows of one request.
        request_key: Uuid,
        /// Who was told.
        principal_id: Uuid,
        /// Principal on whose behalf, for an application.
        acting_for: Option<Uuid>,
        /// GraphQL type of the row.
        type_name: String,
        /// Key of the row.
        row_key: Uuid,
        /// GraphQL type of the one whose record the row is.
        subject_type: String,
        /// Key of the one whose record the row is.
        subject_key: Uuid,
        /// What was told, a JSON list of coordinates; never a value.
        fields: String,
        /// When, in UTC.
        at: DateTimeUtc,
        /// Name of the operation of the document.
        operation: Option<String>,
        /// Purpose that the request stated.
        purpose: Option<String>,
    }
}
