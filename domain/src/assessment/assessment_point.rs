//! A point in the year at which all schools report judgements.

use entity::assessment_point::{Column as C, Entity};
use graph::declare::{CODE, LINE, OPEN, Resource, column, owner, resource, text, to_one};

/// The declaration.
#[must_use]
pub fn assessment_point() -> Resource {
    resource("AssessmentPoint", Entity, owner(), OPEN, "A point in the year at which all schools report judgements.")
        .root("assessmentPoints", "Points of assessment, in order.")
        .fields([
            text("code", C::Code, CODE, OPEN, "Such as `AUT2`.").filter(),
            text("label", C::Name, LINE, OPEN, "Such as `2025/26 AUT2`.").filter(),
            column("position", C::Sort, OPEN, "Its place among all points, rising over the years.").filter().order(),
            column("onDate", C::OnDate, OPEN, "The day it is for.").filter().order(),
        ])
        .links([to_one("academicYear", "AcademicYear", C::AcademicYearId, OPEN, "The year.")
            .back_list("assessmentPoints", OPEN, "Its points of assessment, in order.")
            .ordered(C::Sort)])
        .ordered([C::Sort])
}
