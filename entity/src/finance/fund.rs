//! Funds, which say what money may be spent on. Owned by the trust.

table! {
    /// A fund of the accounts.
    fund: tenant {
        /// Code in the ledger.
        code: String,
        /// Name.
        name: String,
        /// `UNRESTRICTED`, `RESTRICTED_GAG`, `RESTRICTED_OTHER` or `FIXED_ASSET`.
        fund_type: String,
        /// What the money is given for.
        restriction: Option<String>,
    }
}
