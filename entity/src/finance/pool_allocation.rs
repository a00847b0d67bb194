//! What schools pay into a pool of general annual grant and get out of it. Owned by the trust; the subject is the school.

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
        /// What the allocation was worked out by, in words.
        driver: String,
        /// Why, where the trust gave a reason of its own.
        reason: Option<String>,
    }
}
