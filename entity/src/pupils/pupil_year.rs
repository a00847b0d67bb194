//! The year group of a pupil in an academic year: the entry at a school, and every year of which the school said more than
//! follows from the year before.

table! {
    /// What is known of a pupil for an academic year.
    pupil_year: tenant updated versioned {
        /// Pupil.
        pupil_id: Uuid,
        /// School that the pupil was at.
        school_id: Uuid,
        /// Calendar year in which the academic year begins.
        first_year: i32,
        /// First day on which it holds: 1 September, or the day of entry.
        starts_on: Date,
        /// National curriculum year, 0 being reception.
        nc_year: i32,
        /// Name of the registration class in that year.
        registration_group: Option<String>,
    }
}
