//! Results of the national assessments, with a row per component. Owned by the school and the class.

use crate::codes::ResultMethod;

table! {
    /// A child's result in one component.
    statutory_result: tenant {
        /// Child.
        pupil_id: Uuid,
        /// School that entered the child.
        school_id: Uuid,
        /// Stage of the assessment: `KS1`.
        key_stage: String,
        /// Subject, code of the national scheme.
        subject_code: String,
        /// Component, for instance `PHONICS_CHECK`, `DECODING` or `BLENDING`.
        component: String,
        /// How the result came about.
        method: ResultMethod,
        /// Result as reported.
        value: String,
        /// Score, where the result is a number.
        score: Option<i32>,
        /// Whether the expected standard was met.
        met_standard: Option<bool>,
        /// Calendar year of the assessment.
        year: i32,
        /// Day, where there is one.
        taken_on: Option<Date>,
    }
}
