//! Registration and teaching classes of one academic year. Owned by the school.

use crate::codes::ClassKind;

table! {
    /// A class that pupils are members of.
    class: tenant updated {
        /// School of the class.
        school_id: Uuid,
        /// Year the class runs in.
        academic_year_id: Uuid,
        /// Subject taught; null for a registration class.
        subject_id: Option<Uuid>,
        /// Code in the timetable.
        code: String,
        /// Name as staff say it: `6M`.
        name: String,
        /// `name` folded, for human order and search.
        name_fold: String,
        /// National curriculum year, where all pupils share one.
        nc_year: Option<i32>,
        /// What the class is for.
        kind: ClassKind,
    }
}
