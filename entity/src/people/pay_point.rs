//! Points of the pay scales with the amounts of each award. Owned by the trust.

table! {
    /// The amount of a point from a day on.
    pay_point: tenant {
        /// Scale of the point.
        pay_scale_id: Uuid,
        /// Name of the point: `M3`.
        point: String,
        /// Place on the scale, rising with pay.
        sort: i32,
        /// First day the amount holds; the next award ends it.
        valid_from: Date,
        /// Full-time annual pay, in pence.
        annual_pence: i64,
        /// Point reached by progression, if any.
        next_point: Option<String>,
    }
}
