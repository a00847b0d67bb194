//! A period in which a member of staff teaches a class. The reach OWN_CLASSES is computed from these rows.

use entity::teaching_assignment::{Column as C, Entity};
use graph::declare::{OPEN, Resource, col, column, decimal, resource, to_one};

use crate::platform::access::permission::{DIRECTORY_READ, DIRECTORY_WRITE};
use crate::platform::access::reach::{OWN_CLASSES, of_school_and_person};

/// The declaration.
#[must_use]
pub fn teaching_assignment() -> Resource {
    resource(
        "TeachingAssignment",
        Entity,
        of_school_and_person(C::SchoolId, C::PersonId).reached(OWN_CLASSES, col(C::ClassId)),
        DIRECTORY_READ,
        "A period in which a member of staff teaches a class, with the number of lessons.",
    )
    .shapes_rights()
    .fields([
        decimal("periodsPerCycle", C::PeriodsHundredths, 2, OPEN, "Lessons (periods) in a timetable cycle."),
        decimal(
            "share",
            C::ShareThousandths,
            3,
            OPEN,
            "Share of the class's teaching, from 0 to 1; the shares of all its teachers add up to 1.",
        ),
        column("startsOn", C::StartsOn, OPEN, "First day of the assignment.").filter().order(),
        column("endsOn", C::EndsOn, OPEN, "Last day; null where it has no end.").filter(),
    ])
    .links([
        to_one("staffMember", "StaffMember", C::StaffId, OPEN, "The member of staff who teaches.")
            .back("teaching", OPEN, "Classes that the person teaches and taught, newest first.")
            .newest_first(C::StartsOn)
            .touches("teaching", OPEN),
        to_one("class", "Class", C::ClassId, OPEN, "The class.")
            .back("teaching", DIRECTORY_READ, "Who teaches and taught the class, newest first.")
            .newest_first(C::StartsOn)
            .touches("teaching", DIRECTORY_READ),
        to_one(
            "subject",
            "Subject",
            C::SubjectId,
            OPEN,
            "The subject; null for a class teacher who teaches the class all week.",
        ),
        to_one("school", "School", C::SchoolId, OPEN, "The school."),
    ])
    .ordered([C::StartsOn])
    .written(DIRECTORY_WRITE)
}
