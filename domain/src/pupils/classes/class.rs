//! A registration or teaching class of an academic year.

use entity::class::{Column as C, Entity};
use entity::codes::ClassKind;
use entity::{class_membership, teaching_assignment};
use graph::declare::{OPEN, Resource, col, column, enumerated, resource, text, through, to_many, to_one};

use crate::platform::access::permission::{DIRECTORY_READ, PUPIL_READ};
use crate::platform::access::reach::{OWN_CLASSES, of_school};

/// The declaration.
#[must_use]
pub fn class() -> Resource {
    use class_membership::Column as M;
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
        text("code", C::Code, OPEN, "Code within the school and year.").filter().order(),
        text("name", C::Name, OPEN, "Name, such as `6M`.").filter_folded(C::NameFold).order_by(C::NameFold),
        enumerated::<ClassKind>("kind", C::Kind, OPEN, "What it is for.").filter(),
        column("ncYear", C::NcYear, OPEN, "National curriculum year group, where it has one.").filter().order(),
    ])
    .links([
        to_one("school", "School", C::SchoolId, OPEN, "The school."),
        to_one("academicYear", "AcademicYear", C::AcademicYearId, OPEN, "The year."),
        to_one("subject", "Subject", C::SubjectId, OPEN, "The subject of a teaching class."),
        through("pupils", "Pupil", (M::ClassId, M::PupilId), PUPIL_READ, "Who is in it on `asOf`, by name.")
            .dated(M::StartsOn, M::EndsOn),
        to_many("memberships", "ClassMembership", M::ClassId, PUPIL_READ, "Who is and was in it, newest first.")
            .newest_first(M::StartsOn),
        to_many(
            "teaching",
            "TeachingAssignment",
            teaching_assignment::Column::ClassId,
            DIRECTORY_READ,
            "Who teaches and taught it, newest first.",
        )
        .newest_first(teaching_assignment::Column::StartsOn),
    ])
    .ordered([C::NameFold])
    .searched_by(C::NameFold)
}
