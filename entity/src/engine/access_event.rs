//! The log of sensitive reads: which principal read which fields of whose record. Rows are added soon after the answer
//! was sent, and never changed or removed.

table! {
    /// A row whose sensitive fields one request returned.
    access_event: tenant {
        /// Request: all rows of it have the same key.
        request_key: Uuid,
        /// Principal that read it.
        principal_id: Uuid,
        /// Principal on whose behalf an application read it.
        acting_for: Option<Uuid>,
        /// GraphQL type of the row.
        type_name: String,
        /// Key of the row.
        row_key: Uuid,
        /// GraphQL type of the data subject: whose record the row is.
        subject_type: String,
        /// Key of the data subject.
        subject_key: Uuid,
        /// Coordinates of the fields returned (`Person.niNumber`), as a JSON list; never a value.
        fields: String,
        /// When, in UTC.
        at: DateTimeUtc,
        /// Name of the operation of the document.
        operation: Option<String>,
        /// Purpose stated in the request.
        purpose: Option<String>,
    }
}
