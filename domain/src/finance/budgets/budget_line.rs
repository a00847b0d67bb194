//! A line of a budget: what is planned for a ledger code in a month.

use entity::budget_line::{Column as C, Entity};
use graph::declare::{OPEN, Resource, column, money, resource, to_one};

use crate::platform::access::permission::{FINANCE_READ, FINANCE_WRITE};
use crate::platform::access::reach::of_school;

/// The declaration.
#[must_use]
pub fn budget_line() -> Resource {
    resource(
        "BudgetLine",
        Entity,
        of_school(C::SchoolId),
        FINANCE_READ,
        "What a budget plans for a ledger code in a month.",
    )
    .fields([
        column("period", C::Period, OPEN, "Month of the accounting year: 1 is September.").filter().order(),
        money("amount", C::AmountPence, OPEN, "Amount; income and expenditure are both positive.").filter().order(),
    ])
    .links([
        to_one("budget", "Budget", C::BudgetId, OPEN, "The budget.")
            .back("lines", FINANCE_READ, "Its lines, by period.")
            .touches("lines", OPEN),
        to_one("school", "School", C::SchoolId, OPEN, "The school; null for the central team."),
        to_one("academicYear", "AcademicYear", C::AcademicYearId, OPEN, "The year."),
        to_one("ledgerCode", "LedgerCode", C::LedgerCodeId, OPEN, "The ledger code."),
        to_one("costCentre", "CostCentre", C::CostCentreId, OPEN, "The cost centre."),
        to_one("fund", "Fund", C::FundId, OPEN, "The fund."),
    ])
    .ordered([C::Period])
    .written(FINANCE_WRITE)
}
