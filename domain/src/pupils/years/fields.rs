//! What the fields of a pupil say of the year group: nothing of days off roll, and whether a pupil is over age.

use entity::pupil::Column as P;
use entity::{enrolment, school};
use graph::declare::{Day, Key, Test, at, fact, other};

use super::rows::{registration_group, year_group};
use crate::pupils::roll::on_roll;

/// A year group less the age of its pupils on their birthday in it: in Year 6 a child turns 11.
const YEAR_LESS_AGE: i64 = -5;

/// Whether the pupil is on a roll of the trust on the day asked about. Of other days the trust does not know the year group.
fn enrolled() -> Test {
    let own = Test::Same(at("ye", enrolment::Column::PupilId), fact(P::Id));
    Test::Exists(other("ye", enrolment::Entity, std::iter::once(own).chain(on_roll("ye", Day::Asked))))
}

/// The year group on the day asked about, while the pupil is on roll.
pub(in crate::pupils) fn year_group_on_roll() -> Key {
    year_group(fact(P::Id), Day::Asked, Some(enrolled()))
}

/// The registration group on the day asked about, while the pupil is on roll.
pub(in crate::pupils) fn registration_group_on_roll() -> Key {
    registration_group(fact(P::Id), Day::Asked, Some(enrolled()))
}

/// Whether the pupil is today in a year group above the last one of the school, by the school's highest age.
pub(in crate::pupils) fn over_age() -> Key {
    let of = |column: school::Column| at("oa", column);
    let above =
        Test::Above(Box::new(year_group(fact(P::Id), Day::Today, None)), of(school::Column::HighAge), YEAR_LESS_AGE);
    let tests = [Test::Same(of(school::Column::Id), fact(P::SchoolId)), above];
    Key::AnyOf(vec![Test::Exists(other("oa", school::Entity, tests))])
}
