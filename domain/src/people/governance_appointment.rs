//! Who governs the trust or one of its schools, in which role, for a time.

use entity::codes::GoverningBody;
use entity::governance_appointment::{Column as C, Entity};
use graph::declare::{OPEN, Resource, column, enumerated, resource, text, to_one};

use crate::platform::access::permission::ORG_READ;
use crate::platform::access::reach::of_school_and_person;

/// The declaration.
#[must_use]
pub fn governance_appointment() -> Resource {
    resource(
        "GovernanceAppointment",
        Entity,
        of_school_and_person(C::SchoolId, C::PersonId),
        ORG_READ,
        "Who governs the trust or one of its schools, in which role, for a time.",
    )
    .shapes_rights()
    .fields([
        enumerated::<GoverningBody>("body", C::Body, OPEN, "What is governed.").filter(),
        text("roleCode", C::RoleCode, OPEN, "Role, by code.").filter(),
        text("appointedBy", C::AppointedBy, OPEN, "Who appointed the person."),
        column("startsOn", C::StartsOn, OPEN, "First day.").filter().order(),
        column("endsOn", C::EndsOn, OPEN, "First day on which it no longer holds; null while it is open.").filter(),
        column("termYears", C::TermYears, OPEN, "Years of the term of office."),
    ])
    .links([
        to_one("person", "Person", C::PersonId, OPEN, "Who."),
        to_one("school", "School", C::SchoolId, OPEN, "The school; null for the trust's own bodies."),
    ])
    .ordered([C::StartsOn])
}
