//! The financial position of a trust and of its schools for a year: what is known, and what is not.
//!
//! A budget is summed in the database; here sums are put together. The trust's figures are summed by ledger code and
//! held against schools and centre, so that a position says itself whether it reconciles.

mod figures;
mod read;

use graph::declare::{ComputedField, ComputedType, OPEN, computed_field, computed_type};

pub use read::{STATEMENTS, of_schools, of_trust};

/// Name, type and description of the argument that picks a version.
pub const VERSION: (&str, &str, &str) =
    ("version", "Int", "The version of the budgets; where none is given, of each the latest that is no draft.");

fn all(of: &'static [(&'static str, &'static str, &'static str)]) -> impl Iterator<Item = ComputedField> {
    of.iter().map(|(name, ty, description)| computed_field(name, ty, OPEN, description))
}

/// The types that a position is made of.
#[must_use]
pub fn types() -> Vec<ComputedType> {
    vec![
        computed_type("TrustFinance", "The financial position of the whole trust in an academic year.", all(TRUST)),
        computed_type("SchoolFinance", "The financial position of a school in an academic year.", all(SCHOOL)),
        computed_type(
            "FinancialPosition",
            "Figures of a budget, in pounds. Percentages have one decimal.",
            all(POSITION),
        ),
        computed_type(
            "Reconciliation",
            "Whether schools and centre, less what they charge one another, are the trust, to the penny.",
            all(RECONCILIATION),
        ),
        computed_type("UnknownFigure", "A figure that cannot be given, and why.", all(UNKNOWN)),
    ]
}

const TRUST: &[(&str, &str, &str)] = &[
    ("year", "String!", "The academic year, which is also the accounting year."),
    ("total", "FinancialPosition!", "The trust as one, without what stays inside it."),
    ("schools", "[SchoolFinance!]!", "Each school with a budget, by name. What they pay the centre is in it."),
    ("central", "FinancialPosition", "The central team. What schools pay it is in it; null without a budget."),
    ("centralBudgetVersion", "Int", "Which version of the central team's budget counts."),
    ("reservesMeantToHold", "Money", "Reserves by the trust's policy: its percentage of the trust's income."),
    ("reconciles", "Reconciliation!", "Whether the parts are the whole."),
];

const SCHOOL: &[(&str, &str, &str)] = &[
    ("year", "String!", "The academic year, which is also the accounting year."),
    ("school", "FinanceSchool", "The school."),
    ("budgetVersion", "Int!", "Which version of its budget counts."),
    ("position", "FinancialPosition!", "Its figures."),
];

const POSITION: &[(&str, &str, &str)] = &[
    ("income", "Money!", "Income, as budgeted."),
    ("expenditure", "Money!", "Expenditure, as budgeted."),
    ("inYearBalance", "Money!", "Income less expenditure."),
    ("inYearBalancePercentOfIncome", "Float", "The balance as a percentage of income; null without income."),
    ("staffCost", "Money!", "Staff: lines BAE010 to BAE070 of the accounts return, without agency staff."),
    ("staffCostPercentOfIncome", "Float", "Staff as a percentage of income; null without income."),
    ("staffCostPercentOfExpenditure", "Float", "Staff as a percentage of expenditure; null without expenditure."),
    ("staffCostWithAgency", "Money!", "Staff and agency staff (BAE240) together."),
    ("staffCostWithAgencyPercentOfIncome", "Float", "Both as a percentage of income; null without income."),
    (
        "internalChargesPaid",
        "Money!",
        "Of expenditure: paid to other parts of the trust, as what schools pay the centre. Nothing in the trust as one.",
    ),
    (
        "internalChargesReceived",
        "Money!",
        "Of income: received from other parts of the trust, as the centre from schools. Nothing in the trust as one.",
    ),
    ("pupils", "Int", "Pupils that the year's general annual grant was worked out on."),
    ("incomePerPupil", "Money", "Income for each of those pupils."),
    ("expenditurePerPupil", "Money", "Expenditure for each of those pupils."),
    ("staffCostPerPupil", "Money", "Staff for each of those pupils."),
    ("reserves", "Money", "Revenue reserves carried forward; null while they are not recorded."),
    ("cash", "Money", "Cash at bank; null while it is not recorded."),
    ("actualIncome", "Money", "Income received to date; null while journals are not recorded."),
    ("actualExpenditure", "Money", "Spent to date; null while journals are not recorded."),
    ("forecastBalance", "Money", "Balance forecast for the end of the year; null without actual figures."),
    ("unknown", "[UnknownFigure!]!", "What is null here for want of data, or left out, with the reason."),
];

const RECONCILIATION: &[(&str, &str, &str)] = &[
    ("ok", "Boolean!", "Whether both differences are nothing."),
    ("schoolsIncome", "Money!", "Income of all schools."),
    ("schoolsExpenditure", "Money!", "Expenditure of all schools."),
    ("centralIncome", "Money!", "Income of the central team."),
    ("centralExpenditure", "Money!", "Expenditure of the central team."),
    (
        "internalCharges",
        "Money!",
        "What parts of the trust receive from one another, as the centre from schools: taken from both sides.",
    ),
    ("trustIncome", "Money!", "Income of the trust, summed by ledger code without internal ones."),
    ("trustExpenditure", "Money!", "Expenditure of the trust, summed the same way."),
    ("differenceOfIncome", "Money!", "Schools and centre less internal charges, less the trust: income."),
    (
        "differenceOfExpenditure",
        "Money!",
        "The same of expenditure: not nothing where schools pay another sum than the centre receives.",
    ),
    ("difference", "Money!", "The same of the balance."),
];

const UNKNOWN: &[(&str, &str, &str)] =
    &[("figure", "String!", "Name of the field."), ("reason", "String!", "Why it is not given, in words.")];
