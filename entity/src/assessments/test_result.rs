//! Results of standardised tests. Owned by the school and the class.

table! {
    /// A child's result in one test.
    test_result: tenant updated {
        /// Child.
        pupil_id: Uuid,
        /// School that held the test.
        school_id: Uuid,
        /// Subject tested.
        subject_id: Uuid,
        /// Point of the year the test counts for.
        assessment_point_id: Option<Uuid>,
        /// Name of the test.
        test_name: String,
        /// Day of the test.
        taken_on: Date,
        /// Raw mark, in hundredths.
        raw_hundredths: Option<i32>,
        /// Highest mark possible, in hundredths.
        max_hundredths: Option<i32>,
        /// Standardised score, in hundredths.
        standardised_hundredths: Option<i32>,
        /// Scaled score.
        scaled: Option<i32>,
        /// Reading age, in months.
        reading_age_months: Option<i32>,
        /// Whether the expected standard was met, where the test has one.
        at_or_above: Option<bool>,
    }
}
