//! People who work for the trust or govern it: persons, staff, posts, contracts and pay.

mod formulas;
mod governance_appointment;
mod identifiers;
pub(crate) mod new_person;
pub mod pay;
pub mod payroll;
mod person;
pub mod posts;
mod staff;

use graph::declare::Resource;
use graph::mutate::HandledAction;

/// The types of this folder.
#[must_use]
pub fn resources() -> Vec<Resource> {
    let mut all = vec![person::person()];
    all.extend(staff::resources());
    all.extend(posts::resources());
    all.extend(pay::resources());
    all.push(governance_appointment::governance_appointment());
    all
}

/// The actions of this folder.
#[must_use]
pub fn actions() -> Vec<HandledAction> {
    let mut all = posts::actions();
    all.extend(pay::actions());
    all.extend(staff::actions());
    all
}
