//! A point in the year at which all schools report judgements.

use entity::assessment;
use entity::assessment_point::{Column as C, Entity};
use graph::declare::{OPEN, Resource, column, owner, resource, text, to_many, to_one};

use crate::platform::access::permission::ASSESSMENT_READ;

/// The declaration.
#[must_use]
pub fn assessment_point() -> Resource {
    resource("AssessmentPoint", Entity, owner(), OPEN, "A point in the year at which all schools report judgements.")
        .root("assessmentPoints", "Points of assessment, in order.")
        .fields([
            text("code", C::Code, OPEN, "Such as `AUT2`.").filter(),
            text("label", C::Name, OPEN, "Such as `2025/26 AUT2`.").filter(),
            column("position", C::Sort, OPEN, "Its place among all points, rising over the years.").filter().order(),
            column("onDate", C::OnDate, OPEN, "The day it is for.").filter().order(),
        ])
        .links([
            to_one("academicYear", "AcademicYear", C::AcademicYearId, OPEN, "The year."),
            to_many(
                "assessments",
                "Assessment",
                assessment::Column::AssessmentPointId,
                ASSESSMENT_READ,
                "Judgements given at it.",
            ),
        ])
        .ordered([C::Sort])
}
