//! Links of a school to establishments before and after it. Owned by the school.
//! The other end is a URN, as it is seldom a school of the trust.

table! {
    /// A predecessor, successor or other relation of a school.
    school_link: tenant updated {
        /// School that has the link.
        school_id: Uuid,
        /// URN of the other establishment.
        linked_urn: String,
        /// Its name at the time.
        linked_name: Option<String>,
        /// Kind of link, GIAS label: `Predecessor`.
        link_type: String,
        /// Day the link came into force.
        established_on: Option<Date>,
    }
}
