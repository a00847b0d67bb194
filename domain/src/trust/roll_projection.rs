//! Pupils expected at a school in a future year.

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
        "The number of pupils expected in one year group of a school in a future academic year.",
    )
    .fields([
        column("ncYear", C::NcYear, OPEN, "National curriculum year group; 0 is reception.").filter().order(),
        column("expected", C::Expected, OPEN, "Number of pupils expected on the day of the autumn census."),
    ])
    .links([
        to_one("school", "School", C::SchoolId, OPEN, "The school.").back(
            "rollProjections",
            OPEN,
            "Pupils expected in future years, by year group.",
        ),
        to_one("academicYear", "AcademicYear", C::AcademicYearId, OPEN, "The academic year of the projection."),
    ])
    .ordered([C::NcYear])
}
