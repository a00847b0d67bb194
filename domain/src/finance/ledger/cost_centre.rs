//! A cost centre of a school or of the central team.

use entity::cost_centre::{Column as C, Entity};
use graph::declare::{CODE, LINE, OPEN, Resource, resource, text, to_one};

use crate::platform::access::permission::FINANCE_AGGREGATE;
use crate::platform::access::reach::of_school;

/// The declaration.
#[must_use]
pub fn cost_centre() -> Resource {
    resource(
        "CostCentre",
        Entity,
        of_school(C::SchoolId),
        FINANCE_AGGREGATE,
        "A cost centre of a school or of the central team.",
    )
    .root("costCentres", "Cost centres of the schools and of the central team, by code.")
    .fields([text("code", C::Code, CODE, OPEN, "Code.").filter().order(), text("name", C::Name, LINE, OPEN, "Name.")])
    .links([to_one("school", "School", C::SchoolId, OPEN, "The school; null for the central team.").back(
        "costCentres",
        FINANCE_AGGREGATE,
        "Its cost centres, by code.",
    )])
    .ordered([C::Code])
}
