//! People who work for and govern the trust: persons, staff, posts, contracts and their pay.

mod change_contract;
mod change_post;
mod change_staff_member;
mod contract;
mod contract_allowance;
mod formulas;
mod governance_appointment;
mod identifiers;
pub mod line;
pub(crate) mod new_person;
mod pay_point;
mod pay_scale;
mod pay_tables;
pub mod payroll;
mod payroll_rate;
mod person;
mod post;
pub mod published_pay;
mod reporting_line;
mod salary;
mod spells;
mod staff_member;
mod staff_spell;
mod staff_subject;
mod staffing;
mod teaching_assignment;

use graph::declare::{Action, Cube, Resource};

pub use formulas::years_between;

/// The types of this pillar.
#[must_use]
pub fn resources() -> Vec<Resource> {
    vec![
        person::person(),
        staff_member::staff_member(),
        staff_spell::staff_spell(),
        post::post(),
        contract::contract(),
        contract_allowance::contract_allowance(),
        pay_scale::pay_scale(),
        pay_point::pay_point(),
        payroll_rate::payroll_rate(),
        reporting_line::reporting_line(),
        teaching_assignment::teaching_assignment(),
        staff_subject::staff_subject(),
        governance_appointment::governance_appointment(),
    ]
}

/// What changes them.
#[must_use]
pub fn actions() -> Vec<Action> {
    let mut all = change_post::actions();
    all.extend(change_contract::actions());
    all.extend(change_staff_member::actions());
    all
}

/// What this pillar counts.
#[must_use]
pub fn cubes() -> Vec<Cube> {
    vec![staffing::staffing()]
}
