//! A tie between two URNs of the national register.

use entity::register_link::{Column as C, Entity};
use graph::declare::{OPEN, Resource, column, owner, resource, text, to_one};

/// The declaration.
#[must_use]
pub fn register_link() -> Resource {
    resource(
        "RegisterLink",
        Entity,
        owner(),
        OPEN,
        "A tie between two schools of the national register: a conversion closes one URN and opens another.",
    )
    .fields([
        text("urn", C::Urn, OPEN, "This URN.").filter(),
        text("linkedUrn", C::LinkedUrn, OPEN, "The other URN.").filter(),
        text("linkedName", C::LinkedName, OPEN, "The other school's name."),
        text("linkType", C::LinkType, OPEN, "What the other is to this one, such as `Predecessor`.").filter(),
        column("establishedOn", C::EstablishedOn, OPEN, "When the tie came about.").filter().order(),
    ])
    .links([to_one("school", "RegisterSchool", C::RegisterSchoolId, OPEN, "This school, where the register has it.")])
    .ordered([C::EstablishedOn])
}
