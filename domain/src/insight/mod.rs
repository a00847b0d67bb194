//! Pupils and what is known about them, and their classes.

mod care_flag;
mod change_enrolment;
mod change_pupil;
mod class;
mod class_membership;
mod contact;
mod enrolment;
mod funding_flag;
pub(crate) mod groups;
mod identifiers;
pub(crate) mod new_pupil;
pub(crate) mod period;
mod protection_flag;
mod pupil;
pub(crate) mod roll;
pub(crate) mod sen_need;
mod sen_record;
mod set_flag;
mod take_pupils;
pub mod upn;

use graph::declare::{Action, Cube, Resource};

/// The types of this pillar.
#[must_use]
pub fn resources() -> Vec<Resource> {
    vec![
        pupil::pupil(),
        enrolment::enrolment(),
        class::class(),
        class_membership::class_membership(),
        funding_flag::funding_flag(),
        care_flag::care_flag(),
        protection_flag::protection_flag(),
        sen_record::sen_record(),
        sen_need::sen_need(),
        contact::contact(),
    ]
}

/// What changes them.
#[must_use]
pub fn actions() -> Vec<Action> {
    let mut all = change_pupil::actions();
    all.extend(change_enrolment::actions());
    all.push(take_pupils::take_pupils_in());
    all.extend(set_flag::actions());
    all
}

/// What this pillar counts.
#[must_use]
pub fn cubes() -> Vec<Cube> {
    vec![roll::roll(), roll::roll_at_point()]
}
