//! Pupils: who they are, where they are on roll, their contacts, their classes and what support they have.

mod change_enrolment;
mod change_pupil;
mod classes;
mod contact;
mod enrolment;
mod identifiers;
mod language;
mod new_pupil;
mod own_school;
mod pupil;
pub mod support;
mod take_pupils_in;
pub mod upn;

use graph::declare::Resource;
use graph::mutate::HandledAction;

/// The types of this folder.
#[must_use]
pub fn resources() -> Vec<Resource> {
    let mut all = vec![pupil::pupil(), enrolment::enrolment()];
    all.extend(classes::resources());
    all.extend(support::resources());
    all.push(contact::contact());
    all
}

/// The actions of this folder.
#[must_use]
pub fn actions() -> Vec<HandledAction> {
    let mut all = change_pupil::actions();
    all.extend(change_enrolment::actions());
    all.push(take_pupils_in::take_pupils_in());
    all.extend(support::actions());
    all
}
