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

use graph::declare::{MemoryType, OPEN, memory_field, memory_type};

pub use read::{STATEMENTS, of_contracts, of_staff};

/// The types that a cost is made of.
#[must_use]
pub fn types() -> Vec<MemoryType> {
    let month_and_year = [
        ("pay", "Gross pay: by scale and point, hours and paid weeks, with allowances and what is protected."),
        (
            "employerNi",
            "Employer's National Insurance: worked out over all contracts of the person in the month, above a twelfth \
             of the year's threshold, then split by pay.",
        ),
        ("employerPension", "Employer's contribution to the pension scheme; nothing for who opted out."),
        ("levy", "Share of the trust's apprenticeship levy, by pay; nothing while the trust is within its allowance."),
        ("total", "All of it together."),
    ];
    let money = || month_and_year.iter().map(|(name, description)| memory_field(name, "Money!", OPEN, description));
    vec![
        memory_type(
            "StaffCost",
            "What a contract, or all contracts of a person, cost in an academic year. The months add up to the year.",
            [memory_field("year", "String!", OPEN, "The academic year.")].into_iter().chain(money()).chain([
                memory_field(
                    "employerNiOnPayslips",
                    "Money!",
                    OPEN,
                    "The same National Insurance with the threshold as published for a month, as payslips have it: \
                         to compare with what was paid. It is not part of the total.",
                ),
                memory_field(
                    "fromAgreedSalary",
                    "Boolean!",
                    OPEN,
                    "Whether some of the pay is the salary as agreed: for a contract off the scales, or for a time \
                         for which the scale has no amount.",
                ),
                memory_field("months", "[StaffCostMonth!]!", OPEN, "Month by month, from September."),
            ]),
        ),
        memory_type(
            "StaffCostMonth",
            "What a contract, or all contracts of a person, cost in a month. Part months are paid by calendar days.",
            [memory_field("month", "Date!", OPEN, "First day of the month.")].into_iter().chain(money()),
        ),
    ]
}
