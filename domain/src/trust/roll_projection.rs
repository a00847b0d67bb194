//! Pupils expected at a school in a year to come.

use entity::roll_projection::{Column as C, Entity};
use graph::declare::{OPEN, Resource, column, resource, to_one};

use crate::platform::access::permission::ORG_READ;
use crate::platform::access::reach::of_school;

/// The declaration.
#[must_use]
pub fn roll_projection() -> Resource {
    resource(
        "RollProjection",
        Entity,
        of_school(C::SchoolId),
        ORG_READ,
        "Pupils expected in a year group of a school in a year to come.",
    )
    .fields([
        column("ncYear", C::NcYear, OPEN, "National curriculum year group.").filter().order(),
        column("expected", C::Expected, OPEN, "Pupils expected."),
    ])
    .links([
        to_one("school", "School", C::SchoolId, OPEN, "The school."),
        to_one("academicYear", "AcademicYear", C::AcademicYearId, OPEN, "The year."),
    ])
    .ordered([C::NcYear])
}
