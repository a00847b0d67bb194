//! Rates of what an employer pays on top of pay, by date. Owned by the trust.

use crate::codes::PayrollRateKind;

table! {
    /// A rate from a day on; the next one of its kind ends it.
    payroll_rate: tenant {
        /// What the rate is for.
        kind: PayrollRateKind,
        /// First day it holds.
        valid_from: Date,
        /// Rate, in hundredths of a percent of pay.
        rate_hundredths: i32,
        /// Amount of a year in pence: threshold of National Insurance, allowance of the levy.
        annual_pence: Option<i64>,
        /// Threshold as published for a month, in pence.
        monthly_pence: Option<i64>,
        /// Pay of a year in pence up to which no National Insurance is due for an employee under 21 or an
        /// apprentice under 25.
        young_pence: Option<i64>,
    }
}
