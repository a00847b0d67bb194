//! Money: the chart of accounts, budgets by school, year and version, grants, what schools pay for the centre, and the
//! figures that these come to.

mod budget;
mod budget_line;
mod budget_totals;
mod categories;
mod central_charge_band;
mod central_charge_policy;
mod cost_centre;
mod fund;
pub mod funding;
mod grant_allocation;
mod ledger_code;
mod named;
mod pool_allocation;
pub mod position;
mod set_budget_lines;
pub mod top_slice;

use graph::declare::{Action, Cube, MemoryType, Resource};

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
        central_charge_policy::central_charge_policy(),
        central_charge_band::central_charge_band(),
        pool_allocation::pool_allocation(),
    ]
}

/// What changes them.
#[must_use]
pub fn actions() -> Vec<Action> {
    set_budget_lines::actions()
}

/// The types that figures are made of.
#[must_use]
pub fn types() -> Vec<MemoryType> {
    let mut all = vec![named::memory()];
    all.extend(position::types());
    all.extend(top_slice::types());
    all.extend(funding::types());
    all
}

/// What this pillar counts.
#[must_use]
pub fn cubes() -> Vec<Cube> {
    vec![budget_totals::budget_totals()]
}
