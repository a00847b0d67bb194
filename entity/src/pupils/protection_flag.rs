//! Periods on a child protection plan. Owned by the school at the time; safeguarding staff only.

use crate::codes::ProtectionKind;

table! {
    /// A period of protection.
    protection_flag: tenant updated versioned {
        /// Child.
        pupil_id: Uuid,
        /// School at the time.
        school_id: Uuid,
        /// Kind of protection.
        kind: ProtectionKind,
        /// First day.
        starts_on: Date,
        /// Last day; null while open.
        ends_on: Option<Date>,
        /// Note.
        detail: Option<String>,
    }
}
