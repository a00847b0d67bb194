//! Money: the chart of accounts, budgets by school, year and version, and grants.

mod budget;
mod budget_line;
pub mod codes;
mod cost_centre;
mod fund;
mod grant_allocation;
mod ledger_code;
mod set_budget_lines;

use graph::declare::{Action, Resource};

/// The types of this pillar.
#[must_use]
pub fn resources() -> Vec<Resource> {
    vec![
        ledger_code::ledger_code(),
        cost_centre::cost_centre(),
        fund::fund(),
        budget::budget(),
        budget_line::budget_line(),
        grant_allocation::grant_allocation(),
    ]
}

/// What changes them.
#[must_use]
pub fn actions() -> Vec<Action> {
    set_budget_lines::actions()
}
