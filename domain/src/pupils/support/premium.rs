//! Pupil premium: one rule for the field, its filter and the dimensions of measures.
//!
//! FSM6 follows from PP_FSM over six years. Rows of the kind FSM6, which no action makes, count for nothing.

use entity::codes::{CareKind, FundingKind};
use entity::{care_flag, funding_flag};
use graph::declare::{At, Day, Key, Test, at, other};

/// How many years a child keeps the premium after the criterion is no longer met.
const YEARS: u32 = 6;

/// Whether a pupil attracts pupil premium on a day.
pub(crate) fn premium(pupil_id: At, on: Day) -> Key {
    Key::AnyOf(vec![met(pupil_id, on), cared_for(pupil_id, on)])
}

/// Whether a pupil met the criterion of pupil premium at any time in the six years before a day.
pub(crate) fn ever_six(pupil_id: At, on: Day) -> Key {
    Key::AnyOf(vec![met(pupil_id, on)])
}

fn met(pupil_id: At, on: Day) -> Test {
    use funding_flag::Column as F;
    let flag = |column: F| at("ff", column);
    let tests = [
        Test::Same(flag(F::PupilId), pupil_id),
        Test::among(flag(F::Kind), [FundingKind::PpFsm]),
        Test::CoversWithin(flag(F::StartsOn), flag(F::EndsOn), YEARS, on),
    ];
    Test::Exists(other("ff", funding_flag::Entity, tests))
}

fn cared_for(pupil_id: At, on: Day) -> Test {
    use care_flag::Column as C;
    let flag = |column: C| at("cf", column);
    let tests = [
        Test::Same(flag(C::PupilId), pupil_id),
        Test::among(flag(C::Kind), [CareKind::Lac, CareKind::Plac]),
        Test::Covers(flag(C::StartsOn), flag(C::EndsOn), on),
    ];
    Test::Exists(other("cf", care_flag::Entity, tests))
}
