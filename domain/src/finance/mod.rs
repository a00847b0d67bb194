//! Money: the chart of accounts, budgets by school, year and version, grants, what schools pay for the centre, and the
//! figures that these come to.

mod budgets;
pub mod charges;
pub mod codes;
pub mod grants;
pub(crate) mod ledger;
mod named;
pub mod position;

use graph::declare::{ComputedType, Resource};
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

/// The types that figures are made of.
#[must_use]
pub fn types() -> Vec<ComputedType> {
    let mut all = vec![named::computed()];
    all.extend(position::types());
    all.extend(charges::types());
    all.extend(grants::types());
    all
}
