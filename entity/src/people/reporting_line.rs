//! Posts a post reported to in the past, where that was another than today. Owned by the school of the post.

table! {
    /// What a post reported to for a time that is over.
    reporting_line: tenant {
        /// The post.
        post_id: Uuid,
        /// School of the post; none for the central team.
        school_id: Option<Uuid>,
        /// Post it reported to; none where it reported to nobody of the trust.
        manager_post_id: Option<Uuid>,
        /// First day.
        starts_on: Date,
        /// First day on which it no longer held.
        ends_on: Date,
    }
}
