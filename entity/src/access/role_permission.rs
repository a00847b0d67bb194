//! What a role allows and how far. Owned by the trust.

table! {
    /// One permission of a role.
    role_permission: tenant {
        /// Role.
        role_id: Uuid,
        /// Permission: `PUPIL_READ`.
        permission: String,
        /// Reach: `TRUST`, `SCHOOL`, `OWN_CLASSES`, `REPORTING_LINE` or `SELF`. It is text because a reach that the
        /// code does not know must reach nothing, rather than fail to be read.
        reach: String,
        /// Rule that narrows the rows further, named in the scheme.
        row_limit: Option<String>,
    }
}
