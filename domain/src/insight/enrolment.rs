//! A pupil's time on the roll of a school.

use entity::enrolment::{Column as C, Entity};
use graph::declare::{OPEN, Resource, column, enumerated, enumeration, resource, text, to_one};

use super::codes::EnrolmentStatus;
use crate::platform::access::permission::PUPIL_READ;
use crate::platform::access::reach::of_school_and_class;

/// The declaration.
#[must_use]
pub fn enrolment() -> Resource {
    resource(
        "Enrolment",
        Entity,
        of_school_and_class(C::SchoolId, C::PupilId),
        PUPIL_READ,
        "A pupil's time on the roll of a school.",
    )
    .fields([
        text("admissionNumber", C::AdmissionNo, OPEN, "Number in the school's admission register.").filter(),
        column("entryDate", C::EntryDate, OPEN, "First day on roll.").filter().order(),
        column("leavingDate", C::LeavingDate, OPEN, "Last day on roll; null while on it.").filter().order(),
        enumerated("status", C::Status, enumeration::<EnrolmentStatus>(), OPEN, "What kind of enrolment it is.")
            .filter(),
        column("ncYear", C::NcYear, OPEN, "National curriculum year group.").filter().order(),
        text("registrationGroup", C::RegistrationGroup, OPEN, "Registration group.").filter(),
        column("boarder", C::Boarder, OPEN, "Whether the pupil boards."),
        column("partTime", C::PartTime, OPEN, "Whether the pupil comes part-time."),
        text("leavingDestination", C::LeavingDestination, OPEN, "Where the pupil went."),
        text(
            "groundsForRemoval",
            C::GroundsForRemoval,
            OPEN,
            "Grounds on which the pupil left the roll, as the census asks.",
        ),
        text("sourceSystem", C::SourceSystem, OPEN, "The system the row came from."),
        column("updatedAt", C::UpdatedAt, OPEN, "When the row last changed.").filter().order(),
    ])
    .links([
        to_one("pupil", "Pupil", C::PupilId, OPEN, "The pupil."),
        to_one("school", "School", C::SchoolId, OPEN, "The school."),
    ])
    .ordered([C::EntryDate])
}
