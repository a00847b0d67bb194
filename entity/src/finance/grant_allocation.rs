//! Grants allocated to schools by year and stream. Owned by the trust; the subject is the school.

use crate::codes::GrantStream;

table! {
    /// A year's allocation of one grant to one school.
    grant_allocation: tenant updated {
        /// School the money is for.
        school_id: Uuid,
        /// Year of the allocation.
        academic_year_id: Uuid,
        /// What the grant is for.
        stream: GrantStream,
        /// Amount in pence.
        amount_pence: i64,
        /// Number of pupils the amount was worked out from.
        pupils_basis: Option<i32>,
    }
}
