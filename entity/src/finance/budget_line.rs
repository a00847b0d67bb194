//! Lines of a budget: an amount per account and period. Owned as its budget is.
//! School and year repeat the budget's, so that sums need no join.

table! {
    /// A budgeted amount.
    budget_line: tenant updated versioned {
        /// Budget the line is part of.
        budget_id: Uuid,
        /// School of the budget; null for the central team.
        school_id: Option<Uuid>,
        /// Year of the budget.
        academic_year_id: Uuid,
        /// Account.
        ledger_code_id: Uuid,
        /// Cost centre, where one is named.
        cost_centre_id: Option<Uuid>,
        /// Fund, where one is named.
        fund_id: Option<Uuid>,
        /// Month of the accounting year, 1 being September.
        period: i32,
        /// Amount in pence, signed as the account's type is.
        amount_pence: i64,
    }
}
