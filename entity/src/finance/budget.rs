//! Budgets of a school or of the central team, by year and version.
//! Owned by the school, or by the trust for the central team; the amounts are in the lines.

use crate::codes::BudgetStatus;

table! {
    /// One version of a year's budget.
    budget: tenant updated versioned {
        /// School the budget is for; null for the central team.
        school_id: Option<Uuid>,
        /// Year the budget is for.
        academic_year_id: Uuid,
        /// Version, rising from 1.
        version: i32,
        /// Where the budget stands.
        status: BudgetStatus,
        /// Day the trustees approved it.
        approved_on: Option<Date>,
        /// Principal who set its lines last.
        prepared_by: Option<Uuid>,
        /// Principal who approved it.
        approved_by: Option<Uuid>,
    }
}
