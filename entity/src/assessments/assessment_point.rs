//! Points of the year at which schools assess. Owned by the trust.

table! {
    /// One assessment point.
    assessment_point: tenant {
        /// Year of the point.
        academic_year_id: Uuid,
        /// Code within the year: `AUT2`.
        code: String,
        /// Name with the year: `2025/26 AUT2`.
        name: String,
        /// Place over all years, rising with time.
        sort: i32,
        /// Day the point stands for.
        on_date: Date,
    }
}
