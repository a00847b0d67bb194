//! What a grant brings for a school. The row is the trust's; the school reads what is about itself.

use entity::codes::GrantStream;
use entity::grant_allocation::{Column as C, Entity};
use graph::declare::{OPEN, Resource, column, enumerated, money, resource, to_one};

use crate::platform::access::permission::FINANCE_READ;
use crate::platform::access::reach::of_school;

/// The declaration.
#[must_use]
pub fn grant_allocation() -> Resource {
    resource(
        "GrantAllocation",
        Entity,
        of_school(C::SchoolId),
        FINANCE_READ,
        "What a grant brings for a school in a year.",
    )
    .root("grantAllocations", "What grants bring, by school and year.")
    .fields([
        enumerated::<GrantStream>("stream", C::Stream, OPEN, "What it is for.").filter().order(),
        money("amount", C::AmountPence, OPEN, "Amount for the year.").filter().order(),
        column("pupilsCounted", C::PupilsBasis, OPEN, "Pupils it was worked out on."),
    ])
    .links([
        to_one("school", "School", C::SchoolId, OPEN, "The school it is for."),
        to_one("academicYear", "AcademicYear", C::AcademicYearId, OPEN, "The year."),
    ])
    .ordered([C::Stream])
}
