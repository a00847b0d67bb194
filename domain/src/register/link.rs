//! A link between two URNs of the national register.

use entity::register_link::{Column as C, Entity};
use graph::declare::{CODE, LINE, OPEN, Resource, column, owner, resource, text, to_one};

/// The declaration.
#[must_use]
pub fn register_link() -> Resource {
    resource(
        "RegisterLink",
        Entity,
        owner(),
        OPEN,
        "A link between two URNs of the national register: a conversion, for example, closes one URN and opens \
         another.",
    )
    .root("registerLinks", "Links between URNs, by URN; also those of schools that the register does not hold.")
    .fields([
        text("urn", C::Urn, CODE, OPEN, "URN of this school.").filter(),
        text("linkedUrn", C::LinkedUrn, CODE, OPEN, "URN of the other school.").filter(),
        text("linkedName", C::LinkedName, LINE, OPEN, "Name of the other school."),
        text("linkType", C::LinkType, LINE, OPEN, "What the other school is to this one, such as `Predecessor`.")
            .filter(),
        column("establishedOn", C::EstablishedOn, OPEN, "Day on which the link was established.").filter().order(),
    ])
    .links([to_one(
        "school",
        "RegisterSchool",
        C::RegisterSchoolId,
        OPEN,
        "This school; null where the register does not hold it.",
    )
    .back_list("links", OPEN, "Links to predecessors and successors, oldest first.")
    .ordered(C::EstablishedOn)])
    .ordered([C::Urn, C::LinkedUrn])
}
