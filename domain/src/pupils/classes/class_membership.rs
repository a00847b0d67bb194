//! A pupil's time in a class.

use chrono::NaiveDate;
use entity::class_membership::{Column as C, Entity, Model};
use entity::pupil::Column as P;
use graph::Period;
use graph::declare::{OPEN, Resource, col, column, resource, to_one};
use graph::mutate::{Change, Held, Stop};
use graph::period::day_after;

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
        column("endsOn", C::EndsOn, OPEN, "Last day; null while it is open.").filter(),
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

/// Takes a pupil out of a class after a last day. A membership that would have begun later is removed: it never held.
pub(crate) fn leave(change: &mut Change<'_>, held: &Held<Entity>, last: NaiveDate, at: &[&str]) -> Result<(), Stop> {
    let period = Period::new(held.row.starts_on, held.row.ends_on);
    let cut = period.before(day_after(last));
    if cut == period {
        return Ok(());
    }
    if cut.is_empty() {
        return change.remove(held);
    }
    change.update(held, &Model { ends_on: cut.last, ..held.row.clone() }, at).map(|_| ())
}
