//! What staff cost: pay month by month, employer's National Insurance and pension, the levy (domain-model §5.3).
//!
//! Formulas are pure functions of terms and dated rates; [`read`] is the only part that reads tables.

mod on_costs;
mod pay;
pub mod rates;
mod read;
mod staff;
#[cfg(test)]
mod tests;
mod types;

pub use read::{STATEMENTS, of_contracts, of_staff};
pub use types::{StaffCost, StaffCostMonth};
