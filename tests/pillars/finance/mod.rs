//! Money: budgets, central charges, the pool of grant.

mod budgets;
mod charges;
mod funding;
mod ledgers;
