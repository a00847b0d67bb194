//! An academic year, which is also the accounting year of an academy.

use entity::academic_year::{Column as C, Entity};
use entity::{assessment_point, term};
use graph::declare::{OPEN, Resource, column, lookup, owner, resource, text, to_list};

/// The declaration.
#[must_use]
pub fn academic_year() -> Resource {
    resource(
        "AcademicYear",
        Entity,
        owner(),
        OPEN,
        "An academic year, 1 September to 31 August: also the accounting year.",
    )
    .root("academicYears", "Academic years, in order.")
    .fields([
        text("label", C::Label, OPEN, "Such as `2025/26`.").filter().order(),
        column("startsOn", C::StartsOn, OPEN, "First day.").filter(),
        column("endsOn", C::EndsOn, OPEN, "The day after the last.").filter(),
    ])
    .links([
        to_list("terms", "Term", term::Column::AcademicYearId, OPEN, "Its terms and half-terms, in order.")
            .ordered(term::Column::Sort),
        to_list(
            "assessmentPoints",
            "AssessmentPoint",
            assessment_point::Column::AcademicYearId,
            OPEN,
            "Its points of assessment, in order.",
        )
        .ordered(assessment_point::Column::Sort),
    ])
    .lookups([lookup("label", C::Label, OPEN, "Such as `2025/26`.")])
    .ordered([C::StartsOn])
}
