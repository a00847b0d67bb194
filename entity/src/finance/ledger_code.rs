//! The chart of accounts. Owned by the trust.

use crate::codes::{FundType, LedgerType};

table! {
    /// An account of the ledger.
    ledger_code: tenant {
        /// Code. A DfE code has five digits and ends in 0; local codes use the last digit.
        code: String,
        /// Name of the account.
        name: String,
        /// `name` folded, for human order and search.
        name_fold: String,
        /// What the account counts.
        r#type: LedgerType,
        /// Reporting category the account counts in.
        category_code: Option<String>,
        /// Kind of fund the account is limited to, if any.
        fund_type: Option<FundType>,
        /// Whether new lines may use it.
        active: bool,
    }
}
