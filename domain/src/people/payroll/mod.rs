//! What staff cost: pay month by month, employer's National Insurance and pension, the levy (domain-model §5.3).
//!
//! Formulas are pure functions of terms and dated rates; [`read`] is the only part that knows tables.

mod on_costs;
mod pay;
pub mod rates;
mod read;
mod staff;
#[cfg(test)]
mod tests;

use graph::declare::{ComputedType, OPEN, computed_field, computed_type};

pub use read::{STATEMENTS, of_contracts, of_staff};

/// Figures of a year and of a month: name, type, description.
const FIGURES: [(&str, &str, &str); 5] = [
    ("pay", "Money!", "Gross pay: by scale and point, hours and paid weeks, with allowances and what is protected."),
    (
        "employerNi",
        "Money",
        "Employer's National Insurance: worked out over all contracts of the person in the month, above a twelfth of the \
         year's threshold (up to a higher one for the month of someone under 21, or of an apprentice under 25), then \
         split by pay. Null where the pay of one of them in the year is not known or not yours \
         to see: from the share it would follow.",
    ),
    ("employerPension", "Money!", "Employer's contribution to the pension scheme; nothing for who opted out."),
    (
        "levy",
        "Money",
        "Share of the trust's apprenticeship levy, by pay; nothing while the trust is within its allowance. Contracts \
         whose pay is not known are left out. Null unless you may see pay in the whole trust: from the share its pay \
         bill would follow.",
    ),
    ("total", "Money", "All of it together; null where a part is."),
];

/// The types that a cost is made of.
#[must_use]
pub fn types() -> Vec<ComputedType> {
    let figures = || FIGURES.map(|(name, ty, description)| computed_field(name, ty, OPEN, description));
    vec![
        computed_type(
            "StaffCost",
            "What a contract, or all contracts of a person, cost in an academic year. The months add up to the year.",
            [computed_field("year", "String!", OPEN, "The academic year.")].into_iter().chain(figures()).chain([
                computed_field(
                    "employerNiOnPayslips",
                    "Money",
                    OPEN,
                    "The same National Insurance with the threshold as published for a month, as payslips have it: \
                     to compare with what was paid. It is not part of the total, and null where `employerNi` is.",
                ),
                computed_field(
                    "fromAgreedSalary",
                    "Boolean!",
                    OPEN,
                    "Whether some of the pay is the salary as agreed: for a contract off the scales, or for a time \
                     for which the scale has no amount.",
                ),
                computed_field("months", "[StaffCostMonth!]!", OPEN, "Month by month, from September."),
                computed_field(
                    "unknown",
                    "[UnknownFigure!]!",
                    OPEN,
                    "What is null here and in the months, with the reason.",
                ),
            ]),
        ),
        computed_type(
            "StaffCostMonth",
            "What a contract, or all contracts of a person, cost in a month. Part months are paid by calendar days.",
            [computed_field("month", "Date!", OPEN, "First day of the month.")].into_iter().chain(figures()),
        ),
    ]
}
