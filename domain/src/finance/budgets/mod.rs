//! Budgets by school, year and version, and their lines.

mod budget;
mod budget_line;
mod change_budget;

use graph::declare::Resource;
use graph::mutate::HandledAction;

/// The types of this folder.
#[must_use]
pub fn resources() -> Vec<Resource> {
    vec![budget::budget(), budget_line::budget_line()]
}

/// The actions of this folder.
#[must_use]
pub fn actions() -> Vec<HandledAction> {
    change_budget::actions()
}
