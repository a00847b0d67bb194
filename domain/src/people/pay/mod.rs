//! Contracts and pay: scales, points, allowances, and the rates of the employer's on-costs.

mod change_contract;
mod contract;
mod contract_allowance;
mod pay_point;
mod pay_scale;
mod pay_tables;
mod payroll_rate;
pub mod published_pay;
mod salary;

use graph::declare::Resource;
use graph::mutate::HandledAction;

/// The types of this folder.
#[must_use]
pub fn resources() -> Vec<Resource> {
    vec![
        contract::contract(),
        contract_allowance::contract_allowance(),
        pay_scale::pay_scale(),
        pay_point::pay_point(),
        payroll_rate::payroll_rate(),
    ]
}

/// The actions of this folder.
#[must_use]
pub fn actions() -> Vec<HandledAction> {
    change_contract::actions()
}
