//! The GraphQL types of a financial position.

use async_graphql::SimpleObject;
use entity::school;
use graph::declare::Linked;
use serde::Serialize;

use crate::money::Decimal;
use crate::platform::input::Money;
use crate::platform::unknown_figure::UnknownFigure;

/// The financial position of the whole trust in an academic year.
#[derive(Debug, SimpleObject, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TrustFinance {
    /// The academic year, which is also the accounting year.
    pub year: String,
    /// The trust as one, without what stays inside it.
    pub total: FinancialPosition,
    /// Each school with a budget, by name. The figures include what the school pays the centre.
    pub schools: Vec<SchoolFinance>,
    /// The central team. What schools pay it is in it; null without a budget.
    pub central: Option<FinancialPosition>,
    /// Which version of the central team's budget counts.
    pub central_budget_version: Option<i64>,
    /// Reserves by the trust's policy: its percentage of the trust's income.
    pub reserves_meant_to_hold: Option<Money>,
    /// Whether the parts are the whole.
    pub reconciles: Reconciliation,
}

/// The financial position of a school in an academic year.
#[derive(Debug, SimpleObject, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SchoolFinance {
    /// The academic year, which is also the accounting year.
    pub year: String,
    /// The school.
    pub school: Option<Linked<school::Entity>>,
    /// Which version of its budget counts.
    pub budget_version: i64,
    /// Its figures.
    pub position: FinancialPosition,
}

/// Figures of a budget, in pounds. Percentages have one decimal.
#[derive(Debug, SimpleObject, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FinancialPosition {
    /// Income, as budgeted.
    pub income: Money,
    /// Expenditure, as budgeted.
    pub expenditure: Money,
    /// Income less expenditure.
    pub in_year_balance: Money,
    /// The balance as a percentage of income; null without income.
    pub in_year_balance_percent_of_income: Option<Decimal>,
    /// Staff: lines BAE010 to BAE070 of the accounts return, without agency staff.
    pub staff_cost: Money,
    /// Staff as a percentage of income; null without income.
    pub staff_cost_percent_of_income: Option<Decimal>,
    /// Staff as a percentage of expenditure; null without expenditure.
    pub staff_cost_percent_of_expenditure: Option<Decimal>,
    /// Staff and agency staff (BAE240) together.
    pub staff_cost_with_agency: Money,
    /// Both as a percentage of income; null without income.
    pub staff_cost_with_agency_percent_of_income: Option<Decimal>,
    /// Of expenditure: paid to other parts of the trust, as what schools pay the centre. Nothing in the trust as one.
    pub internal_charges_paid: Money,
    /// Of income: received from other parts of the trust, as the centre from schools. Nothing in the trust as one.
    pub internal_charges_received: Money,
    /// Pupils that the year's general annual grant was worked out on.
    pub pupils: Option<i64>,
    /// Income for each of those pupils.
    pub income_per_pupil: Option<Money>,
    /// Expenditure for each of those pupils.
    pub expenditure_per_pupil: Option<Money>,
    /// Staff for each of those pupils.
    pub staff_cost_per_pupil: Option<Money>,
    /// Revenue reserves carried forward; null while they are not recorded.
    pub reserves: Option<Money>,
    /// Cash at bank; null while it is not recorded.
    pub cash: Option<Money>,
    /// Income received to date; null while journals are not recorded.
    pub actual_income: Option<Money>,
    /// Spent to date; null while journals are not recorded.
    pub actual_expenditure: Option<Money>,
    /// Balance forecast for the end of the year; null without actual figures.
    pub forecast_balance: Option<Money>,
    /// What is null here for want of data, or left out, with the reason.
    pub unknown: Vec<UnknownFigure>,
}

/// Whether schools and centre, less what they charge one another, are the trust, to the penny.
#[derive(Debug, SimpleObject, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Reconciliation {
    /// Whether both differences are nothing.
    pub ok: bool,
    /// Income of all schools.
    pub schools_income: Money,
    /// Expenditure of all schools.
    pub schools_expenditure: Money,
    /// Income of the central team.
    pub central_income: Money,
    /// Expenditure of the central team.
    pub central_expenditure: Money,
    /// What parts of the trust receive from one another, as the centre from schools: taken from both sides.
    pub internal_charges: Money,
    /// Income of the trust, summed by ledger code without internal ones.
    pub trust_income: Money,
    /// Expenditure of the trust, summed the same way.
    pub trust_expenditure: Money,
    /// Schools and centre less internal charges, less the trust: income.
    pub difference_of_income: Money,
    /// The same of expenditure: not nothing where schools pay another sum than the centre receives.
    pub difference_of_expenditure: Money,
    /// The same of the balance.
    pub difference: Money,
}
