//! A predecessor or successor of a school, so that its history before it joined can be queried.

use entity::school_link::{Column as C, Entity};
use graph::declare::{CODE, LINE, OPEN, Resource, column, owner, resource, text, to_one};

/// The declaration.
#[must_use]
pub fn school_link() -> Resource {
    resource(
        "SchoolLink",
        Entity,
        owner(),
        OPEN,
        "A link between a school and another URN, such as a predecessor, a successor or a merged school.",
    )
    .fields([
        text("linkedUrn", C::LinkedUrn, CODE, OPEN, "The other URN.").filter(),
        text("linkedName", C::LinkedName, LINE, OPEN, "The other school's name."),
        text(
            "linkType",
            C::LinkType,
            LINE,
            OPEN,
            "What the other school is to this one, in the words of the national register (GIAS).",
        )
        .filter(),
        column("establishedOn", C::EstablishedOn, OPEN, "Day on which the link was established.").filter().order(),
    ])
    .links([to_one("school", "School", C::SchoolId, OPEN, "This school.")
        .back_list("links", OPEN, "Predecessors and successors under other URNs.")
        .ordered(C::EstablishedOn)])
    .ordered([C::EstablishedOn])
}
