//! Needs recorded in a SEN record, in order of weight. Owned as the record is.

table! {
    /// One need.
    sen_need: tenant updated {
        /// Record the need is part of.
        sen_record_id: Uuid,
        /// Child.
        pupil_id: Uuid,
        /// School at the time.
        school_id: Uuid,
        /// Rank, 1 being the primary need.
        need_rank: i32,
        /// Type of need, code of the school census.
        need_type: String,
    }
}
