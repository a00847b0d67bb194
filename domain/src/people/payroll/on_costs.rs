//! What an employer pays on top of pay (domain-model §5.3): National Insurance over all contracts of a person, pension
//! by contract, the apprenticeship levy over the whole trust. Each is worked out exactly and rounded once over the
//! year; months and contracts are parts of that by largest remainder. National Insurance on payslips is rounded month by
//! month.

use chrono::NaiveDate;
use entity::codes::{PayrollRateKind, PensionScheme};

use super::pay::Months;
use super::rates::{Rate, Rates};
use crate::money::{settle, split};
use crate::trust::Year;

/// Twelve months of a year, and ten thousand hundredths of a percent.
const PARTS: i128 = 12 * 10_000;

/// Which threshold of National Insurance counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Threshold {
    /// A twelfth of the year's: for a budget.
    Twelfth,
    /// As published for a month: as payslips have it.
    Published,
}

/// The last day of a month of a year: the rate that holds on it is the month's, as pay is due at the end.
fn last_day(year: &Year, month: usize) -> NaiveDate {
    let next = year.month(u32::try_from(month).expect("twelve months") + 1);
    next.pred_opt().expect("a day of the calendar")
}

fn by_month(of: impl Fn(usize) -> Option<i128>, denominator: i128) -> Option<Months> {
    let exact: Vec<i128> = (0..12).map(of).collect::<Option<_>>()?;
    settle(&exact, denominator).try_into().ok()
}

/// Employer's National Insurance on the pay of one person, by month; none where no rate is known. `young` says in which
/// months the letter is M or H: nothing is due up to the higher bound.
pub fn national_insurance(
    pay: &Months,
    young: &[bool; 12],
    year: &Year,
    rates: &Rates,
    threshold: Threshold,
) -> Option<Months> {
    let due = |month: usize| {
        let rate = rates.on(PayrollRateKind::EmployerNi, last_day(year, month))?;
        let free = i128::from(match (young[month], threshold) {
            (true, _) => rate.young,
            (false, Threshold::Twelfth) => rate.annual,
            (false, Threshold::Published) => 12 * rate.monthly,
        });
        Some((12 * i128::from(pay[month]) - free).max(0) * i128::from(rate.hundredths))
    };
    match threshold {
        Threshold::Twelfth => by_month(due, PARTS),
        // A payslip is rounded by itself: to the nearest penny, an exact half down.
        Threshold::Published => {
            let month = |month| i64::try_from((due(month)? + PARTS / 2 - 1).div_euclid(PARTS)).ok();
            (0..12).map(month).collect::<Option<Vec<i64>>>()?.try_into().ok()
        }
    }
}

/// Employer's contribution to a pension scheme, by month; none where the scheme or its rate is not known.
pub fn pension(pay: &Months, scheme: Option<PensionScheme>, year: &Year, rates: &Rates) -> Option<Months> {
    let kind = match scheme? {
        PensionScheme::None => return Some([0; 12]),
        PensionScheme::Tps => PayrollRateKind::Tps,
        PensionScheme::Lgps => PayrollRateKind::Lgps,
    };
    let due = |month: usize| {
        if pay[month] == 0 {
            return Some(0);
        }
        let rate = rates.on(kind, last_day(year, month))?;
        Some(i128::from(pay[month]) * i128::from(rate.hundredths))
    };
    by_month(due, 10_000)
}

/// The apprenticeship levy on the pay of a whole trust above its allowance, by month; none where no rate is known.
pub fn levy(pay: &Months, year: &Year, rates: &Rates) -> Option<Months> {
    let due = |month: usize| {
        let rate: &Rate = rates.on(PayrollRateKind::ApprenticeshipLevy, last_day(year, month))?;
        let due = 12 * i128::from(pay[month]) * i128::from(rate.hundredths) - 10_000 * i128::from(rate.annual);
        Some(due.max(0))
    };
    by_month(due, PARTS)
}

/// Splits what is due in each month over several by their pay in that month.
pub fn shared(due: &Months, pays: &[&Months]) -> Vec<Months> {
    let mut parts = vec![[0; 12]; pays.len()];
    for (month, due) in due.iter().enumerate() {
        if *due == 0 {
            continue;
        }
        let weights: Vec<i64> = pays.iter().map(|pay| pay[month]).collect();
        for (part, share) in parts.iter_mut().zip(split(*due, &weights)) {
            part[month] = share;
        }
    }
    parts
}
