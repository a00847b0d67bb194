//! A registration or teaching class of an academic year.

use entity::class::{Column as C, Entity};
use entity::codes::ClassKind;
use graph::declare::{LINE, OPEN, Resource, col, column, enumerated, resource, text, to_one};

use crate::platform::access::permission::DIRECTORY_READ;
use crate::platform::access::reach::{OWN_CLASSES, of_school};

/// The declaration.
#[must_use]
pub fn class() -> Resource {
    resource(
        "Class",
        Entity,
        of_school(C::SchoolId).reached(OWN_CLASSES, col(C::Id)),
        DIRECTORY_READ,
        "A registration or teaching class of an academic year.",
    )
    .root("classes", "Registration and teaching classes, by name.")
    .root_one("class", "A class by its id.")
    .fields([
        text("code", C::Code, LINE, OPEN, "Code within the school and year.").filter().order(),
        text("name", C::Name, LINE, OPEN, "Name, such as `6M`.").filter_folded(C::NameFold).order_by(C::NameFold),
        enumerated::<ClassKind>("kind", C::Kind, OPEN, "What it is for.").filter(),
        column("ncYear", C::NcYear, OPEN, "National curriculum year group, where it has one.").filter().order(),
    ])
    .links([
        to_one("school", "School", C::SchoolId, OPEN, "The school.").back(
            "classes",
            DIRECTORY_READ,
            "Its classes, by name.",
        ),
        to_one("academicYear", "AcademicYear", C::AcademicYearId, OPEN, "The year."),
        to_one("subject", "Subject", C::SubjectId, OPEN, "The subject of a teaching class."),
    ])
    .ordered([C::NameFold])
    .searched_by(C::NameFold)
}
