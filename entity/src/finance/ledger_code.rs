//! The chart of accounts. Owned by the trust.

table! {
    /// An account of the ledger.
    ledger_code: tenant {
        /// Code, five digits where it is the DfE's; local codes use the last digit.
        code: String,
        /// Name of the account.
        name: String,
        /// `name` folded, for human order and search.
        name_fold: String,
        /// `INCOME`, `EXPENDITURE`, `ASSET`, `LIABILITY` or `RESERVE`.
        r#type: String,
        /// Reporting category the account counts in.
        category_code: Option<String>,
        /// Kind of fund the account is limited to, if any.
        fund_type: Option<String>,
        /// Whether new lines may use it.
        active: bool,
    }
}
