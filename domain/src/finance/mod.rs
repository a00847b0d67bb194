//! Money: the chart of accounts, budgets by school, year and version, grants, what schools pay for the centre, and the
//! figures that these come to.

mod budgets;
pub mod charges;
mod extensions;
pub mod grants;
pub(crate) mod ledger;
mod named;
pub mod position;

use graph::declare::{Extension, Resource};
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

/// What this folder adds to types of others.
#[must_use]
pub fn extensions() -> [Extension; 2] {
    [extensions::trust(), extensions::school()]
}

/// The actions of this folder.
#[must_use]
pub fn actions() -> Vec<HandledAction> {
    budgets::actions()
}
