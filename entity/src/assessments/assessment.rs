//! Judgements of a child in a subject at an assessment point. Owned by the school and the class.
//! Band order and standing repeat those of the band, so that counting needs no join.

use crate::codes::{AssessmentBasis, AssessmentStage};

table! {
    /// One judgement.
    assessment: tenant updated versioned {
        /// Child.
        pupil_id: Uuid,
        /// School that judged.
        school_id: Uuid,
        /// Class the child was taught in.
        class_id: Option<Uuid>,
        /// Subject.
        subject_id: Uuid,
        /// Point of the year.
        assessment_point_id: Uuid,
        /// Band given.
        band_id: Uuid,
        /// Place of the band on its scale.
        band_sort: i32,
        /// Whether the band counts as at or above the expected standard.
        at_or_above: bool,
        /// What the judgement rests on.
        basis: AssessmentBasis,
        /// How far the judgement has been checked.
        stage: AssessmentStage,
        /// Staff member who judged.
        assessor_staff_id: Option<Uuid>,
        /// Value as the school recorded it.
        source_value: Option<String>,
        /// Scale the school recorded it on.
        source_scale: Option<String>,
        /// National curriculum year at the point, 0 being reception.
        nc_year: i32,
        /// Day of recording.
        recorded_on: Date,
    }
}
