//! Who teaches a class, for how many periods, for a time: the basis of "own classes".

use entity::teaching_assignment::{Column as C, Entity};
use graph::declare::{OPEN, Resource, col, column, decimal, resource, to_one};

use crate::platform::access::permission::DIRECTORY_READ;
use crate::platform::access::reach::{OWN_CLASSES, of_school_and_person};

/// The declaration.
#[must_use]
pub fn teaching_assignment() -> Resource {
    resource(
        "TeachingAssignment",
        Entity,
        of_school_and_person(C::SchoolId, C::PersonId).reached(OWN_CLASSES, col(C::ClassId)),
        DIRECTORY_READ,
        "Who teaches a class, for how many periods, for a time.",
    )
    .shapes_rights()
    .fields([
        decimal("periodsPerCycle", C::PeriodsHundredths, 2, OPEN, "Periods in a timetable cycle."),
        decimal("share", C::ShareThousandths, 3, OPEN, "Share of the class; those who share it add up to 1."),
        column("startsOn", C::StartsOn, OPEN, "First day.").filter().order(),
        column("endsOn", C::EndsOn, OPEN, "First day on which it no longer holds; null while it is open.").filter(),
    ])
    .links([
        to_one("staffMember", "StaffMember", C::StaffId, OPEN, "Who teaches."),
        to_one("class", "Class", C::ClassId, OPEN, "The class."),
        to_one(
            "subject",
            "Subject",
            C::SubjectId,
            OPEN,
            "The subject; null where it is the class teacher's whole week.",
        ),
        to_one("school", "School", C::SchoolId, OPEN, "The school."),
    ])
    .ordered([C::StartsOn])
}
