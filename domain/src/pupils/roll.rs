//! Who is on roll on a day: the one rule, for lists, for cubes and for actions.
//!
//! A pupil is on the roll of a school while an enrolment there covers the day whose status is current or main. Guests and
//! subsidiary registrations are on another school's roll.

use entity::codes::EnrolmentStatus;
use entity::enrolment::Column as E;
use graph::declare::{At, Day, During, Shown, Test, at, during, enumeration, periods};

/// The statuses by which a pupil is on roll.
pub(super) const OWN: [EnrolmentStatus; 2] = [EnrolmentStatus::Current, EnrolmentStatus::Main];

/// Which pupils a list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, async_graphql::Enum)]
pub enum PupilRoll {
    /// On roll on the day: an enrolment covers it whose status is current or main.
    OnRoll,
    /// Were on roll before the day, and are not on it.
    Leavers,
    /// All, whether on roll or not.
    All,
}

/// Whether an enrolment makes its school the pupil's own.
pub(crate) fn is_own(status: EnrolmentStatus) -> bool {
    OWN.contains(&status)
}

/// The argument of lists of pupils.
pub(crate) fn roll() -> During {
    let shows = [("ON_ROLL", Shown::Now), ("LEAVERS", Shown::Before), ("ALL", Shown::Ever)];
    let enrolments = periods((E::PupilId, E::SchoolId), (E::EntryDate, E::LeavingDate), E::Status, OWN);
    during("roll", enumeration::<PupilRoll>(), shows, enrolments, "Which pupils: those on roll on `asOf`, leavers, or all.")
}

/// The tests of a cube whose facts are enrolments, under an alias: they count on a day.
pub(crate) fn on_roll(alias: &'static str, day: Day) -> [Test; 2] {
    let of = |column: E| -> At { at(alias, column) };
    [Test::among(of(E::Status), OWN), Test::Covers(of(E::EntryDate), of(E::LeavingDate), day)]
}
