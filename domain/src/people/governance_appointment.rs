//! A person's appointment to govern the trust or one of its schools, in a role and for a period.

use entity::codes::GoverningBody;
use entity::governance_appointment::{Column as C, Entity};
use graph::declare::{CODE, LINE, OPEN, Resource, column, enumerated, resource, text, to_one};

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
        "A person's appointment to govern the trust or one of its schools, in a role and for a period.",
    )
    .shapes_rights()
    .fields([
        enumerated::<GoverningBody>("body", C::Body, OPEN, "The governing body, such as the board of trustees.")
            .filter(),
        text("roleCode", C::RoleCode, CODE, OPEN, "Code of the role.").filter(),
        text("appointedBy", C::AppointedBy, LINE, OPEN, "Who appointed the person."),
        column("startsOn", C::StartsOn, OPEN, "First day of the appointment.").filter().order(),
        column("endsOn", C::EndsOn, OPEN, "Last day; null where it has no end.").filter(),
        column("termYears", C::TermYears, OPEN, "Length of the term of office, in years."),
    ])
    .links([
        to_one("person", "Person", C::PersonId, OPEN, "The person appointed.")
            .back("governance", OPEN, "Appointments of the person, past ones too, newest first.")
            .newest_first(C::StartsOn)
            .follows(OPEN),
        to_one("school", "School", C::SchoolId, OPEN, "The school; null for the trust's own bodies.")
            .back("governance", OPEN, "Appointments to the school's governing body, past ones too, newest first.")
            .newest_first(C::StartsOn),
    ])
    .ordered([C::StartsOn])
}
