//! The chart of accounts, cost centres and funds.

pub(crate) mod categories;
mod cost_centre;
mod fund;
mod ledger_code;

use graph::declare::Resource;

/// The types of this folder.
#[must_use]
pub fn resources() -> Vec<Resource> {
    vec![ledger_code::ledger_code(), cost_centre::cost_centre(), fund::fund()]
}
