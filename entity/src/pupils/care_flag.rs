//! Periods in care or under social care. Owned by the school at the time and the class.

use crate::codes::CareKind;

table! {
    /// A period of care.
    care_flag: tenant updated versioned {
        /// Child.
        pupil_id: Uuid,
        /// School at the time.
        school_id: Uuid,
        /// Care status.
        kind: CareKind,
        /// First day.
        starts_on: Date,
        /// Last day; null while open.
        ends_on: Option<Date>,
        /// Note, for instance the authority responsible.
        detail: Option<String>,
    }
}
