//! A rate of what an employer pays on top of pay, from a day on: the trust's own dated data.

use entity::payroll_rate::{Column as R, Entity};
use graph::declare::{OPEN, Resource, column, decimal, enumerated, money, owner, resource};

use entity::codes::PayrollRateKind;

/// The declaration.
#[must_use]
pub fn payroll_rate() -> Resource {
    resource(
        "PayrollRate",
        Entity,
        owner(),
        OPEN,
        "A rate of what an employer pays on top of pay, from a day on until the next of its kind.",
    )
    .root("payrollRates", "Rates of what an employer pays on top of pay, by date.")
    .fields([
        enumerated::<PayrollRateKind>("kind", R::Kind, OPEN, "What it is for.").filter().order(),
        column("validFrom", R::ValidFrom, OPEN, "First day it holds.").filter().order(),
        decimal("ratePercent", R::RateHundredths, 2, OPEN, "Rate, as a percentage of pay."),
        money(
            "annualAmount",
            R::AnnualPence,
            OPEN,
            "Amount of a year: above it National Insurance is due; within it there is no levy.",
        ),
        money("monthlyAmount", R::MonthlyPence, OPEN, "The threshold as published for a month: payslips use it."),
        money(
            "under21Amount",
            R::YoungPence,
            OPEN,
            "Pay of a year up to which no National Insurance is due for an employee under 21 (letter M), or an \
             apprentice under 25 (letter H).",
        ),
    ])
    .ordered([R::Kind, R::ValidFrom])
}
