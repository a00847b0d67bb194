//! Grants of roles to principals, dated. Owned by the trust, or by the school of a grant at one.
//! A grant at several schools has a row for each of them beside it.

table! {
    /// A role given to a principal for a spell.
    role_grant: tenant {
        /// Who holds it.
        principal_id: Uuid,
        /// The holder's person; none for an application.
        person_id: Option<Uuid>,
        /// Role granted.
        role_id: Uuid,
        /// School, where the grant is at exactly one.
        school_id: Option<Uuid>,
        /// First day.
        starts_on: Date,
        /// First day it no longer holds; none while open.
        ends_on: Option<Date>,
        /// Principal who granted it; no foreign key, as grants outlive their givers.
        granted_by: Option<Uuid>,
        /// Version of the scheme it rests on.
        scheme_version_id: Option<Uuid>,
    }
}
