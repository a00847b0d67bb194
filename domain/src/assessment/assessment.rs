//! A point-in-time judgement: one pupil, one subject, one point, given what has been taught so far.

use entity::assessment::{Column as C, Entity};
use entity::codes::{AssessmentBasis, AssessmentStage};
use graph::declare::{DeriveContext, LINE, OPEN, Resource, batch, column, derived, enumerated, resource, text, to_one};
use graph::{Kind, Value};

use super::test_agreement::{above_expected, agreement};
use crate::platform::access::permission::{ASSESSMENT_READ, ASSESSMENT_WRITE};
use crate::platform::access::reach::{of_pupil_now, of_school_and_class};

/// The declaration.
#[must_use]
pub fn assessment() -> Resource {
    resource(
        "Assessment",
        Entity,
        of_school_and_class(C::SchoolId, C::PupilId),
        ASSESSMENT_READ,
        "A point-in-time (PITA) judgement: how a pupil stands in a subject, given what has been taught so far.",
    )
    .root("assessments", "Judgements, by the day they were recorded.")
    .fields([
        enumerated::<AssessmentBasis>("basis", C::Basis, OPEN, "What it rests on.").filter(),
        enumerated::<AssessmentStage>("stage", C::Stage, OPEN, "How far it has been checked.").filter(),
        column("bandPosition", C::BandSort, OPEN, "Place of its band on the scale, from the lowest.").filter().order(),
        column("atOrAboveExpected", C::AtOrAbove, OPEN, "Whether it is at the expected level or above.").filter(),
        derived(
            "needsSupport",
            [C::AtOrAbove],
            Kind::Bool,
            OPEN,
            "Whether the pupil is below the expected level and may need extra support.",
            below,
        ),
        batch(
            "readyForChallenge",
            [C::BandId],
            Kind::Bool,
            OPEN,
            "Whether the pupil is above the expected band and may need a greater challenge.",
            2,
            above_expected,
        ),
        batch(
            "testAgrees",
            [C::PupilId, C::SubjectId, C::AssessmentPointId, C::AtOrAbove, C::Basis],
            Kind::Bool,
            OPEN,
            "Whether a test at the same point agrees that the pupil is, or is not, at the expected level; null where \
             there is none, and where the judgement itself rests on a test.",
            1,
            agreement,
        ),
        column("ncYear", C::NcYear, OPEN, "National curriculum year group of the pupil at that point.")
            .filter()
            .order(),
        column("recordedOn", C::RecordedOn, OPEN, "When it was recorded.").filter().order(),
        text(
            "sourceValue",
            C::SourceValue,
            LINE,
            OPEN,
            "What the school wrote, before it was mapped to the trust's scale.",
        ),
        text("sourceScale", C::SourceScale, LINE, OPEN, "The scale the school wrote it on.").filter(),
    ])
    .links([
        to_one("pupil", "Pupil", C::PupilId, OPEN, "The pupil.")
            .back("assessments", ASSESSMENT_READ, "Judgements, newest first.")
            .newest_first(C::RecordedOn)
            .apart("judgements are a list of their own, and many"),
        to_one("school", "School", C::SchoolId, OPEN, "The school at the time."),
        to_one("class", "Class", C::ClassId, OPEN, "The class it was given in."),
        to_one("subject", "Subject", C::SubjectId, OPEN, "The subject."),
        to_one("point", "AssessmentPoint", C::AssessmentPointId, OPEN, "The point in the year.")
            .back("assessments", ASSESSMENT_READ, "Judgements given at it.")
            .apart("judgements are a list of their own, and many"),
        to_one("band", "Band", C::BandId, OPEN, "The band."),
        to_one("assessor", "StaffMember", C::AssessorStaffId, OPEN, "Who gave it."),
    ])
    .ordered([C::RecordedOn])
    .written(ASSESSMENT_WRITE.by(of_pupil_now(C::PupilId)))
    .live(
        "assessmentRecorded",
        "Notifies of each judgement that is recorded or changed.",
        [("school", "Only judgements given at this school."), ("class", "Only judgements given in this class.")],
    )
}

fn below(inputs: &[Value], _: &DeriveContext) -> Value {
    inputs[0].as_bool().map_or(Value::Null, |at_or_above| Value::Bool(!at_or_above))
}
