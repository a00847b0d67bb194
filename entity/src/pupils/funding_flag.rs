//! Periods in which a child counted for funding. Owned by the school at the time and the class.
//! Care and protection have tables of their own, because their rows need other permissions.

use crate::codes::FundingKind;

table! {
    /// A period of eligibility.
    funding_flag: tenant updated versioned {
        /// Child.
        pupil_id: Uuid,
        /// School at the time.
        school_id: Uuid,
        /// Why the pupil is funded.
        kind: FundingKind,
        /// First day.
        starts_on: Date,
        /// Last day; null while open.
        ends_on: Option<Date>,
        /// Note on the evidence.
        detail: Option<String>,
    }
}
