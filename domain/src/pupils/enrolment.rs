//! A pupil's time on the roll of a school.

use entity::codes::EnrolmentStatus;
use entity::enrolment::{Column as C, Entity};
use entity::pupil::Column as P;
use graph::declare::{
    CODE, LINE, OPEN, Owner, PROSE, Resource, col, column, enumerated, exists, resource, text, to_one,
};

use crate::platform::access::permission::{PUPIL_READ, PUPIL_WRITE};
use crate::platform::access::reach::{SCHOOL, of_pupil_now, of_school_and_class};

/// The school on whose roll the pupil is by this enrolment, and the one that has the pupil now: a school that the
/// pupil left may still read the period and cannot change it.
fn of_open_school() -> Owner {
    of_pupil_now(C::PupilId)
        .reached(SCHOOL, exists(C::Id, C::Id, col(C::SchoolId)).current(C::EntryDate, C::LeavingDate))
}

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
        text("admissionNumber", C::AdmissionNo, CODE, OPEN, "Number in the school's admission register.").filter(),
        column("entryDate", C::EntryDate, OPEN, "First day on roll.").filter().order(),
        column("leavingDate", C::LeavingDate, OPEN, "Last day on roll; null while on it.").filter().order(),
        enumerated::<EnrolmentStatus>("status", C::Status, OPEN, "What kind of enrolment it is.").filter(),
        column(
            "ncYear",
            C::NcYear,
            OPEN,
            "National curriculum year group on the first day: 0 is Reception, negative is nursery. Later ones are in `Pupil.years`.",
        )
        .filter()
        .order(),
        column("boarder", C::Boarder, OPEN, "Whether the pupil boards."),
        column("partTime", C::PartTime, OPEN, "Whether the pupil comes part-time."),
        text("leavingDestination", C::LeavingDestination, LINE, OPEN, "Where the pupil went."),
        text(
            "groundsForRemoval",
            C::GroundsForRemoval,
            PROSE,
            OPEN,
            "Grounds on which the pupil left the roll, as the census asks.",
        ),
    ])
    .links([
        to_one("pupil", "Pupil", C::PupilId, OPEN, "The pupil.")
            .back("enrolments", PUPIL_READ, "Every time on a roll, newest first.")
            .newest_first(C::EntryDate)
            .touches("enrolments", PUPIL_READ.by(of_pupil_now(P::Id))),
        to_one("school", "School", C::SchoolId, OPEN, "The school.")
            .back("enrolments", PUPIL_READ, "Every enrolment, past ones too, newest first.")
            .newest_first(C::EntryDate)
            .apart("a school's roll is followed with its pupils"),
    ])
    .ordered([C::EntryDate])
    .written(PUPIL_WRITE.by(of_open_school()))
}
