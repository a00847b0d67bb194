//! Special educational provision on a day: one rule for the field, its filter and the dimensions of measures.

use entity::codes::{SenProvision, SenRecordProvision};
use entity::sen_record::{self, Column as R};
use graph::declare::{At, Day, Key, Other, Test, at, other};

/// The provision of the record that holds on a day, NONE without one. Records of a pupil do not overlap.
pub(crate) fn provision(pupil_id: At, on: Day) -> Key {
    Key::LeastOf(record("sp", pupil_id, on), at("sp", R::Provision), Some(SenProvision::None.code()))
}

/// Whether there is an education, health and care plan on a day.
pub(crate) fn has_plan(pupil_id: At, on: Day) -> Key {
    let mut plan = record("eh", pupil_id, on);
    plan.tests.push(Test::among(at("eh", R::Provision), [SenRecordProvision::Ehcp]));
    Key::AnyOf(vec![Test::Exists(plan)])
}

/// The record that holds on a day.
pub(crate) fn record(alias: &'static str, pupil_id: At, on: Day) -> Other {
    let tests =
        [Test::Same(at(alias, R::PupilId), pupil_id), Test::Covers(at(alias, R::StartsOn), at(alias, R::EndsOn), on)];
    other(alias, sen_record::Entity, tests)
}
