//! Schools at which a grant holds. Owned as the grant is.

table! {
    /// One school of a grant.
    role_grant_school: tenant {
        /// Grant.
        role_grant_id: Uuid,
        /// School at which the grant holds.
        school_id: Uuid,
        /// Holder of the grant.
        principal_id: Uuid,
    }
}
