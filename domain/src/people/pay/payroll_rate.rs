//! A rate of the employer's on-costs from a given day. Rates are the trust's own dated data.

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
        "A rate of the employer's on-costs: National Insurance, pension or levy. It holds from `validFrom` until the \
         next rate of its kind.",
    )
    .root("payrollRates", "Rates of the employer's on-costs, by kind and date.")
    .fields([
        enumerated::<PayrollRateKind>("kind", R::Kind, OPEN, "The on-cost that the rate is for.").filter().order(),
        column("validFrom", R::ValidFrom, OPEN, "First day on which the rate holds.").filter().order(),
        decimal("ratePercent", R::RateHundredths, 2, OPEN, "Rate, as a percentage of pay."),
        money(
            "annualAmount",
            R::AnnualPence,
            OPEN,
            "For National Insurance: annual pay above which it is due. For the apprenticeship levy: the annual \
             allowance. Null for other kinds.",
        ),
        money(
            "monthlyAmount",
            R::MonthlyPence,
            OPEN,
            "Monthly threshold of National Insurance as published, which payslips use.",
        ),
        money(
            "under21Amount",
            R::YoungPence,
            OPEN,
            "Annual pay up to which no employer's National Insurance is due for an employee under 21 (category letter \
             M) or an apprentice under 25 (category letter H).",
        ),
    ])
    .ordered([R::Kind, R::ValidFrom])
}
