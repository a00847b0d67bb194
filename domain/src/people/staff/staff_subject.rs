//! A subject that a member of staff knows, and at which level.

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
        "A subject that a member of staff knows, and at which level.",
    )
    .fields([enumerated::<SubjectLevel>("level", C::Level, OPEN, "Level of knowledge of the subject.")
        .filter()
        .order()])
    .links([
        to_one("staffMember", "StaffMember", C::StaffId, OPEN, "The member of staff.").back_list(
            "subjects",
            OPEN,
            "Subjects the person knows.",
        ),
        to_one("subject", "Subject", C::SubjectId, OPEN, "The subject."),
    ])
    .ordered([C::Level])
}
