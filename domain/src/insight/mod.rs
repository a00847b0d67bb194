//! Pupils and what is known about them, and their classes.

mod care_flag;
mod class;
mod class_membership;
pub mod codes;
mod contact;
mod enrolment;
mod funding_flag;
mod protection_flag;
mod pupil;
mod sen_need;
mod sen_record;
pub mod upn;

use graph::declare::Resource;

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
