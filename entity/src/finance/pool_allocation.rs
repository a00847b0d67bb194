//! What schools pay into, and get from, a pool of general annual grant. Owned by the trust; the subject is the school.

table! {
    /// A school's part in the pool of a year.
    pool_allocation: tenant updated {
        /// School the row is about.
        school_id: Uuid,
        /// Year of the pool.
        academic_year_id: Uuid,
        /// Part of the general annual grant paid in, in pence.
        contribution_pence: i64,
        /// Part of the general annual grant that pays for a private finance contract, in pence: it is not pooled.
        pfi_pence: i64,
        /// What the pool gives, in pence.
        allocation_pence: i64,
        /// Basis of the allocation, in words.
        driver: String,
        /// The trust's reason for departing from the basis, if it gave one.
        reason: Option<String>,
    }
}
