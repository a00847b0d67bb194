//! Who teaches which class. Owned by the school and the class.
//! A teacher may see the pupils of these classes, so a change here changes rights.

table! {
    /// A staff member's part in teaching a class.
    teaching_assignment: tenant updated {
        /// Staff member teaching.
        staff_id: Uuid,
        /// The same person's record.
        person_id: Uuid,
        /// Class taught.
        class_id: Uuid,
        /// Subject taught; null for a class teacher of all.
        subject_id: Option<Uuid>,
        /// School of the class.
        school_id: Uuid,
        /// Periods per timetable cycle, in hundredths.
        periods_hundredths: i32,
        /// Share of the class, in thousandths; the shares of a class add to 1000.
        share_thousandths: i32,
        /// First day.
        starts_on: Date,
        /// First day no longer teaching it; null while open.
        ends_on: Option<Date>,
    }
}
