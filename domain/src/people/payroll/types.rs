//! The GraphQL types of what staff cost.

use async_graphql::SimpleObject;
use serde::Serialize;

use crate::platform::input::{Day, Money};
use crate::platform::unknown_figure::UnknownFigure;

/// What a contract, or all contracts of a person, cost in an academic year. The months add up to the year.
#[derive(Debug, SimpleObject, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StaffCost {
    /// The academic year.
    pub year: String,
    /// Gross pay: by scale and point, hours and paid weeks, with allowances and what is protected.
    pub pay: Money,
    /// Employer's National Insurance: worked out over all contracts of the person in the month, above a twelfth of the
    /// year's threshold (up to a higher one for the month of someone under 21, or of an apprentice under 25), then
    /// split by pay. Null where the pay of one of these contracts in the year is not known, or you may not see it:
    /// the share would reveal it.
    pub employer_ni: Option<Money>,
    /// Employer's contribution to the pension scheme; 0 for somebody in no scheme or who opted out. Null where a contract
    /// has no scheme recorded, or its rate is not known.
    pub employer_pension: Option<Money>,
    /// Share of the trust's apprenticeship levy, by pay; nothing while the trust is within its allowance. Contracts
    /// whose pay is not known are left out. Null unless you may see pay in the whole trust: the share would reveal the
    /// pay bill of the trust.
    pub levy: Option<Money>,
    /// All of it together; null where a part is.
    pub total: Option<Money>,
    /// The same National Insurance with the threshold as published for a month, as payslips have it: to compare with
    /// what was paid. It is not part of the total, and null where `employerNi` is.
    pub employer_ni_on_payslips: Option<Money>,
    /// Whether some of the pay is the salary as agreed: for a contract off the scales, or for a time for which the
    /// scale has no amount.
    pub from_agreed_salary: bool,
    /// Month by month, from September.
    pub months: Vec<StaffCostMonth>,
    /// What is null here and in the months, with the reason.
    pub unknown: Vec<UnknownFigure>,
}

/// What a contract, or all contracts of a person, cost in a month. Part months are paid by calendar days.
#[derive(Debug, SimpleObject, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StaffCostMonth {
    /// First day of the month.
    pub month: Day,
    /// Gross pay: by scale and point, hours and paid weeks, with allowances and what is protected.
    pub pay: Money,
    /// Employer's National Insurance: worked out over all contracts of the person in the month, above a twelfth of the
    /// year's threshold (up to a higher one for the month of someone under 21, or of an apprentice under 25), then
    /// split by pay. Null where the pay of one of these contracts in the year is not known, or you may not see it:
    /// the share would reveal it.
    pub employer_ni: Option<Money>,
    /// Employer's contribution to the pension scheme; 0 for somebody in no scheme or who opted out. Null where a contract
    /// has no scheme recorded, or its rate is not known.
    pub employer_pension: Option<Money>,
    /// Share of the trust's apprenticeship levy, by pay; nothing while the trust is within its allowance. Contracts
    /// whose pay is not known are left out. Null unless you may see pay in the whole trust: the share would reveal the
    /// pay bill of the trust.
    pub levy: Option<Money>,
    /// All of it together; null where a part is.
    pub total: Option<Money>,
}
