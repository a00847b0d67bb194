//! Periods in which a child counted for funding. Owned by the school at the time and the class.
//! Care and protection have tables of their own: their rows ask other permissions.

table! {
    /// A period of eligibility.
    funding_flag: tenant versioned {
        /// Child.
        pupil_id: Uuid,
        /// School at the time.
        school_id: Uuid,
        /// `FSM` (meals), `PP_FSM` (premium criterion), `FSM6` (ever in six years) or `SERVICE`.
        kind: String,
        /// First day.
        starts_on: Date,
        /// First day it no longer holds; none while open.
        ends_on: Option<Date>,
        /// Note on the evidence.
        detail: Option<String>,
    }
}
