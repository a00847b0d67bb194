//! One spell of a school in a group of the national register, as dated snapshots of the group links show it.
//!
//! A group link says when a school joined and never when it left: a spell ends when the next snapshot that covers
//! the group no longer lists the school, which is why every row keeps when it was first and last seen.

table! {
    /// One spell of a school in a group.
    register_membership: shared {
        /// The group.
        register_trust_id: Uuid,
        /// The school.
        register_school_id: Uuid,
        /// When the school joined, as the newest snapshot of the spell says.
        joined_on: Option<Date>,
        /// When it left, where that follows from another fact: it joined another trust, it closed, or the group closed.
        left_on: Option<Date>,
        /// Date of the oldest snapshot that lists it.
        first_seen_on: Date,
        /// Date of the newest snapshot that lists it.
        last_seen_on: Date,
        /// Whether it is listed in the newest snapshot that covers the legal entity.
        current: bool,
    }
}
