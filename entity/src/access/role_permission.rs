//! What a role allows and how far. Owned by the trust.

table! {
    /// One permission of a role.
    role_permission: tenant {
        /// Role.
        role_id: Uuid,
        /// Permission: `PUPIL_READ`.
        permission: String,
        /// `TRUST`, `SCHOOL`, `OWN_CLASSES`, `REPORTING_LINE` or `SELF`.
        reach: String,
        /// Rule that narrows the rows further, named in the scheme.
        row_limit: Option<String>,
    }
}
