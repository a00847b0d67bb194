//! Spells on the roll of a school. Owned by that school, which keeps its own period for ever.

use crate::codes::EnrolmentStatus;

table! {
    /// One spell of a child at a school.
    enrolment: tenant imported updated versioned {
        /// Child enrolled.
        pupil_id: Uuid,
        /// School of the roll.
        school_id: Uuid,
        /// Number in the admission register.
        admission_no: Option<String>,
        /// First day on roll.
        entry_date: Date,
        /// Day of leaving; null while on roll.
        leaving_date: Option<Date>,
        /// Enrolment status of the school census.
        status: EnrolmentStatus,
        /// National curriculum year on the first day, 0 being reception.
        nc_year: i32,
        /// Whether the child boards.
        boarder: bool,
        /// Whether the child attends part time.
        part_time: bool,
        /// Where the child went.
        leaving_destination: Option<String>,
        /// Grounds for removal from the roll, code of the census.
        grounds_for_removal: Option<String>,
    }
}
