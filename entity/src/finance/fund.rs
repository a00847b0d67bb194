//! Funds, which say what money may be spent on. Owned by the trust.

use crate::codes::FundType;

table! {
    /// A fund of the accounts.
    fund: tenant {
        /// Code in the ledger.
        code: String,
        /// Name.
        name: String,
        /// What the money may be used for.
        fund_type: FundType,
        /// What the money is given for.
        restriction: Option<String>,
    }
}
