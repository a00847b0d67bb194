//! Rates of payroll: the statutory ones, and those of the trust's local government pension fund.

use domain::people::payroll::rates;
use entity::codes::PayrollRateKind;
use entity::payroll_rate;

use crate::builder::Builder;
use crate::trust::calendar::day;

/// Adds the rates of payroll: the statutory ones, and those of the trust's local government pension fund.
pub fn write(builder: &mut Builder<'_>) {
    let trust_id = builder.trust_id;
    builder.batch.payroll_rate.extend(rates::statutory(trust_id));
    for (valid_from, rate_hundredths) in [(day(2023, 4, 1), 2_080), (day(2026, 4, 1), 1_940)] {
        builder.batch.payroll_rate.push(payroll_rate::Model {
            id: builder.ids.next("payroll_rate"),
            trust_id,
            kind: PayrollRateKind::Lgps,
            valid_from,
            rate_hundredths,
            annual_pence: None,
            monthly_pence: None,
            young_pence: None,
        });
    }
}
