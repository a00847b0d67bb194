//! What a judgement was before it was given anew.

use entity::assessment_predecessor::{Column as C, Entity};
use graph::declare::{LINE, OPEN, Resource, column, resource, text, to_one};

use crate::platform::access::permission::ASSESSMENT_READ;
use crate::platform::access::reach::of_school_and_class;

/// The declaration.
#[must_use]
pub fn assessment_predecessor() -> Resource {
    resource(
        "AssessmentPredecessor",
        Entity,
        of_school_and_class(C::SchoolId, C::PupilId),
        ASSESSMENT_READ,
        "What a judgement was before it was given anew.",
    )
    .fields([
        column("bandPosition", C::BandSort, OPEN, "Place of its band on the scale, from the lowest."),
        column("atOrAboveExpected", C::AtOrAbove, OPEN, "Whether it was at the expected level or above."),
        column("recordedOn", C::RecordedOn, OPEN, "When it was recorded."),
        text("sourceValue", C::SourceValue, LINE, OPEN, "What the school wrote."),
        text("sourceScale", C::SourceScale, LINE, OPEN, "The scale the school wrote it on."),
        column("rowVersion", C::RowVersion, OPEN, "The version of the judgement that it was."),
        column("replacedAt", C::ReplacedAt, OPEN, "When it was replaced."),
    ])
    .links([
        to_one("assessment", "Assessment", C::AssessmentId, OPEN, "The judgement as it stands now.")
            .back("predecessors", ASSESSMENT_READ, "What it was before it was given anew, newest first.")
            .newest_first(C::RowVersion),
        to_one("pupil", "Pupil", C::PupilId, OPEN, "The pupil."),
        to_one("school", "School", C::SchoolId, OPEN, "The school that judged."),
        to_one("band", "Band", C::BandId, OPEN, "The band it had."),
        to_one("assessor", "StaffMember", C::AssessorStaffId, OPEN, "Who gave it."),
    ])
}
