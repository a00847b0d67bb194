//! Terms and half terms of an academic year. Owned by the trust.

table! {
    /// A term, the unit in which a trust plans and reports.
    term: tenant {
        /// Year the term is part of.
        academic_year_id: Uuid,
        /// Short code: `AUT1`.
        code: String,
        /// Name in full.
        name: String,
        /// Place within the year, rising with time.
        sort: i32,
        /// First day.
        starts_on: Date,
        /// Last day.
        ends_on: Date,
    }
}
