//! Grants of roles to principals, dated. Owned by the trust, or by the school of a grant at one.
//! A grant at several schools has a row for each of them beside it.

table! {
    /// A role that a principal holds for a time.
    role_grant: tenant {
        /// Principal that holds the role.
        principal_id: Uuid,
        /// The holder's person; null for an application.
        person_id: Option<Uuid>,
        /// Role granted.
        role_id: Uuid,
        /// School, where the grant is at exactly one.
        school_id: Option<Uuid>,
        /// First day.
        starts_on: Date,
        /// Last day; null while open.
        ends_on: Option<Date>,
        /// Principal that granted it. It is no foreign key: the grant stays when that principal is removed.
        granted_by: Option<Uuid>,
        /// Version of the scheme of delegation under which it was granted.
        scheme_version_id: Option<Uuid>,
    }
}
