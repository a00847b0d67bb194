//! A predecessor or successor of a school, so that its history before joining stays queryable.

use entity::school_link::{Column as C, Entity};
use graph::declare::{OPEN, Resource, column, owner, resource, text, to_one};

/// The declaration.
#[must_use]
pub fn school_link() -> Resource {
    resource(
        "SchoolLink",
        Entity,
        owner(),
        OPEN,
        "A tie between a school and another URN: predecessor, successor, merger.",
    )
    .fields([
        text("linkedUrn", C::LinkedUrn, OPEN, "The other URN.").filter(),
        text("linkedName", C::LinkedName, OPEN, "The other school's name."),
        text("linkType", C::LinkType, OPEN, "What the other is to this one, as the national register calls it.")
            .filter(),
        column("establishedOn", C::EstablishedOn, OPEN, "When the tie came about.").filter().order(),
    ])
    .links([to_one("school", "School", C::SchoolId, OPEN, "This school.")])
    .ordered([C::EstablishedOn])
}
