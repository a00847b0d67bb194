//! Grants allocated to schools by year and stream. Owned by the trust; the subject is the school.

table! {
    /// A year's allocation of one grant to one school.
    grant_allocation: tenant updated {
        /// School the money is for.
        school_id: Uuid,
        /// Year of the allocation.
        academic_year_id: Uuid,
        /// `GAG`, `PUPIL_PREMIUM`, `PE_SPORT`, `UIFSM`, `SEN_TOP_UP`, `SIXTEEN_TO_NINETEEN`, `CAPITAL` or `OTHER`.
        stream: String,
        /// Amount in pence.
        amount_pence: i64,
        /// Number of pupils the amount was worked out from.
        pupils_basis: Option<i32>,
    }
}
