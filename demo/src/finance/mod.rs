//! Money: the chart of accounts, budgets and grants, what schools pay for the central team, the pool.

pub mod budgets;
mod charges;
pub mod ledger;
mod pool;
