//! A predecessor, successor or other link between two URNs of the national register.
//!
//! Either end may be a school the register does not hold, so both are kept as URNs.

table! {
    /// A link from one URN to another.
    register_link: shared {
        /// The school the link belongs to, once the register holds it.
        register_school_id: Option<Uuid>,
        /// URN the link belongs to.
        urn: String,
        /// URN at the other end.
        linked_urn: String,
        /// Name of the school at the other end.
        linked_name: Option<String>,
        /// Label of the GIAS link type ('Predecessor', 'Successor - merged').
        link_type: String,
        /// When the link was made.
        established_on: Option<Date>,
        /// Date of the newest file that listed it: an older one never overwrites it.
        seen_on: Date,
    }
}
