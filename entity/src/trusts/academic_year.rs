//! Academic years, which are also the accounting years of an academy trust.
//! Owned by the trust; terms, classes, budgets and assessment points refer to them.

table! {
    /// One academic year of a trust.
    academic_year: tenant {
        /// Label as people write it: `2025/26`.
        label: String,
        /// First day, usually 1 September.
        starts_on: Date,
        /// Last day.
        ends_on: Date,
    }
}
