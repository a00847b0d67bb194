//! A contact of a pupil. Belongs to the school that has the pupil now.

use entity::contact::{Column as C, Entity};
use entity::pupil::Column as P;
use graph::declare::{Day, LINE, OPEN, PROSE, Resource, column, fact, resource, text, to_one};

use crate::platform::access::compartment::PUPIL_COURT;
use crate::platform::access::permission::{PUPIL_COURT_READ, PUPIL_COURT_WRITE, PUPIL_READ, PUPIL_WRITE};
use crate::platform::access::reach::of_pupil_now;
use crate::pupils::own_school::own_school_of;

/// The declaration.
#[must_use]
pub fn contact() -> Resource {
    resource(
        "Contact",
        Entity,
        of_pupil_now(C::PupilId),
        PUPIL_READ,
        "Whom to reach about a pupil, and what the person is to the pupil.",
    )
    .fields([
        text("relationship", C::Relationship, LINE, OPEN, "What the person is to the pupil.").filter(),
        column(
            "parentalResponsibility",
            C::ParentalResponsibility,
            OPEN,
            "Whether the person has parental responsibility.",
        )
        .filter(),
        column("priority", C::Priority, OPEN, "1 is reached first.").filter().order(),
        column("livesWith", C::LivesWith, OPEN, "Whether the pupil lives with the person.").filter(),
        text(
            "courtOrder",
            C::CourtOrder,
            PROSE,
            PUPIL_COURT_READ,
            "A court order about the person and the pupil, in words.",
        )
        .special(PUPIL_COURT),
    ])
    .links([
        to_one("pupil", "Pupil", C::PupilId, OPEN, "The pupil.")
            .back("contacts", PUPIL_READ, "Whom to reach about the child, in order of priority.")
            .ordered(C::Priority)
            .touches("contacts", PUPIL_READ.by(of_pupil_now(P::Id))),
        to_one("person", "Person", C::PersonId, OPEN, "The person.")
            .back("contactOf", PUPIL_READ, "The pupils whose contact the person is.")
            .ordered(C::Priority)
            .follows(OPEN)
            .apart("a pupil's contacts are followed with the pupil"),
    ])
    .ordered([C::Priority])
    .owner_column(C::SchoolId)
    .in_step(C::SchoolId, own_school_of(fact(C::PupilId), Day::Today))
    .data_subject("Pupil", C::PupilId)
    .written(PUPIL_WRITE.by(of_pupil_now(C::PupilId)))
    .guarded([C::CourtOrder], PUPIL_COURT_WRITE.by(of_pupil_now(C::PupilId)))
}
