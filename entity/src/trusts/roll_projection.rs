//! Expected pupil numbers by school, academic year and year group. Owned by the school.

table! {
    /// One expected number on roll.
    roll_projection: tenant {
        /// School the projection is for.
        school_id: Uuid,
        /// Academic year the projection is for.
        academic_year_id: Uuid,
        /// National curriculum year, 0 being reception.
        nc_year: i32,
        /// Pupils expected on the autumn census day.
        expected: i32,
    }
}
