//! Budgets by school, year and version, and their lines.

mod budget;
mod budget_line;
mod set_budget_lines;

use graph::declare::{Action, Resource};

/// The types of this folder.
#[must_use]
pub fn resources() -> Vec<Resource> {
    vec![budget::budget(), budget_line::budget_line()]
}

/// The actions of this folder.
#[must_use]
pub fn actions() -> Vec<Action> {
    set_budget_lines::actions()
}
