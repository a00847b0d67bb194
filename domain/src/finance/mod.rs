//! Money: the chart of accounts, budgets by school, year and version, grants, what schools pay for the centre, and the
//! figures that these come to.

mod budgets;
pub mod charges;
pub mod codes;
pub mod grants;
pub(crate) mod ledger;
mod named;
pub mod position;

use graph::declare::Resource;
use graph::mutate::HandledAction;

/// The types of this folder.
#[must_use]
pub fn resources() -> Vec<Resource> {
    let mut all = ledger::resources();
    all.extend(budgets::resources());
    all.extend(grants::resources());
    all.extend(charges::resources());
    all
}

/// The actions of this folder.
#[must_use]
pub fn actions() -> Vec<HandledAction> {
    budgets::actions()
}
