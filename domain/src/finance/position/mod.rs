//! The financial position of a trust and of its schools for a year: what is known, and what is not.
//!
//! A budget is summed in the database; here sums are put together. The trust's figures are summed by ledger code and
//! held against schools and centre, so that a position shows whether it reconciles.

mod figures;
mod read;
mod types;

pub use read::{STATEMENTS, of_schools, of_trust};
pub use types::{FinancialPosition, Reconciliation, SchoolFinance, TrustFinance};

/// Name, type and description of the argument that picks a version.
pub const VERSION: (&str, &str, &str) =
    ("version", "Int", "The version of the budgets; where none is given, of each the latest that is no draft.");
