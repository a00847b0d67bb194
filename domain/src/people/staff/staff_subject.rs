//! A subject that a member of staff knows, and how well.

use entity::codes::SubjectLevel;
use entity::staff_subject::{Column as C, Entity};
use graph::declare::{OPEN, Resource, enumerated, resource, to_one};

use crate::platform::access::permission::STAFF_READ;
use crate::platform::access::reach::of_staff;

/// The declaration.
#[must_use]
pub fn staff_subject() -> Resource {
    resource(
        "StaffSubject",
        Entity,
        of_staff(C::PersonId),
        STAFF_READ,
        "A subject that a member of staff knows, and how well.",
    )
    .fields([enumerated::<SubjectLevel>("level", C::Level, OPEN, "How well.").filter().order()])
    .links([
        to_one("staffMember", "StaffMember", C::StaffId, OPEN, "Who."),
        to_one("subject", "Subject", C::SubjectId, OPEN, "The subject."),
    ])
    .ordered([C::Level])
}
