//! The school that has a pupil: one rule, as a function for the actions that write it and as an expression for the engine.
//!
//! `pupil.school_id` and `contact.school_id` follow from it. They are stored, for access rests on them.

use chrono::NaiveDate;
use entity::codes::EnrolmentStatus;
use entity::enrolment::{self, Column as E};
use graph::Period;
use graph::declare::{At, Day, Key, Test, at, other};
use uuid::Uuid;

/// The statuses that make a school the pupil's own.
const OWN: [EnrolmentStatus; 2] = [EnrolmentStatus::Current, EnrolmentStatus::Main];

/// Whether an enrolment makes its school the pupil's own.
pub(super) fn is_own(status: EnrolmentStatus) -> bool {
    OWN.contains(&status)
}

/// The school that has a pupil on a day: that of the current or main enrolment that covers the day. A pupil who has not
/// been on a roll yet belongs to the school that expects it. `spells` are all enrolments of the pupil.
pub(super) fn own_school(spells: &[enrolment::Model], day: NaiveDate) -> Option<Uuid> {
    let begun = spells.iter().any(|spell| spell.entry_date <= day);
    let holds = |spell: &&enrolment::Model| {
        Period::new(spell.entry_date, spell.leaving_date).covers(day) || (!begun && spell.entry_date > day)
    };
    let own = spells.iter().filter(|spell| is_own(spell.status)).filter(holds);
    own.max_by_key(|spell| (spell.entry_date, std::cmp::Reverse(spell.school_id))).map(|spell| spell.school_id)
}

/// The same as an expression.
pub(super) fn own_school_of(pupil_id: At, on: Day) -> Key {
    let spell = |column: E| at("os", column);
    let entry = spell(E::EntryDate);
    let begun = [Test::Same(at("ob", E::PupilId), pupil_id), Test::Begun(at("ob", E::EntryDate), on)];
    let expected = Test::All(vec![
        Test::Ahead(entry, on),
        Test::Not(Box::new(Test::Exists(other("ob", enrolment::Entity, begun)))),
    ]);
    let tests = [
        Test::Same(spell(E::PupilId), pupil_id),
        Test::among(spell(E::Status), OWN),
        Test::Any(vec![Test::Covers(entry, spell(E::LeavingDate), on), expected]),
    ];
    Key::LatestOf(other("os", enrolment::Entity, tests), spell(E::SchoolId), entry, None)
}
