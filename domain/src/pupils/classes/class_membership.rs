//! A pupil's time in a class.

use entity::class_membership::{Column as C, Entity};
use entity::pupil::Column as P;
use graph::declare::{OPEN, Resource, col, column, resource, to_one};

use crate::platform::access::permission::{PUPIL_READ, PUPIL_WRITE};
use crate::platform::access::reach::{OWN_CLASSES, of_pupil_now, of_school};

/// The declaration.
#[must_use]
pub fn class_membership() -> Resource {
    resource(
        "ClassMembership",
        Entity,
        of_school(C::SchoolId).reached(OWN_CLASSES, col(C::ClassId)),
        PUPIL_READ,
        "A pupil's time in a class.",
    )
    .fields([
        column("startsOn", C::StartsOn, OPEN, "First day.").filter().order(),
        column("endsOn", C::EndsOn, OPEN, "First day on which it no longer holds; null while it is open.").filter(),
    ])
    .links([
        to_one("pupil", "Pupil", C::PupilId, OPEN, "The pupil.")
            .back_through("classes", "Class", C::ClassId, PUPIL_READ, "The classes the child is in on `asOf`.")
            .dated(C::StartsOn, C::EndsOn)
            .touches("classes", PUPIL_READ.by(of_pupil_now(P::Id))),
        to_one("class", "Class", C::ClassId, OPEN, "The class.")
            .back_through("pupils", "Pupil", C::PupilId, PUPIL_READ, "Who is in it on `asOf`, by name.")
            .dated(C::StartsOn, C::EndsOn)
            .back("memberships", PUPIL_READ, "Who is and was in it, newest first.")
            .newest_first(C::StartsOn)
            .touches("memberships", PUPIL_READ),
        to_one("school", "School", C::SchoolId, OPEN, "The school."),
    ])
    .ordered([C::StartsOn])
    .written(PUPIL_WRITE.by(of_pupil_now(C::PupilId)))
}
