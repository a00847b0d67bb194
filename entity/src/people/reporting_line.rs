//! Posts that a post reported to before the one of today. Owned by the school of the post.

table! {
    /// A post that another one reported to for a time in the past.
    reporting_line: tenant updated {
        /// The post.
        post_id: Uuid,
        /// School of the post; null for the central team.
        school_id: Option<Uuid>,
        /// Post it reported to; null where it reported to nobody of the trust.
        manager_post_id: Option<Uuid>,
        /// First day.
        starts_on: Date,
        /// Last day.
        ends_on: Date,
    }
}
