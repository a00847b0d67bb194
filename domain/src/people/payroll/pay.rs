//! What a contract pays month by month (domain-model §5.3): a year's pay split over its months, part months by calendar
//! days, and every award, allowance, start and end from its day on.

use chrono::NaiveDate;
use graph::Period;
use graph::period::day_before;

use crate::money::rounded;
use crate::people::formulas::annual_pay;
use crate::trust::Year;

/// Pence by month, from the first of the year.
pub type Months = [i64; 12];

/// What decides the pay of a contract.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    /// First day.
    pub starts_on: NaiveDate,
    /// Last day.
    pub ends_on: Option<NaiveDate>,
    /// Hours a week, in hundredths.
    pub hours: i64,
    /// Hours a week of full time, in hundredths.
    pub full_time_hours: i64,
    /// Weeks paid a year, in thousandths.
    pub paid_weeks: i64,
    /// Full-time amounts of its point by their first day, in pence, in order.
    pub point: Vec<(NaiveDate, i64)>,
    /// Salary agreed at its hours, in pence: what is paid where no amount of the point is in force.
    pub agreed: Option<i64>,
    /// What is paid above the point to protect an earlier salary, full-time, in pence.
    pub protected: i64,
    /// Allowances.
    pub allowances: Vec<Allowance>,
}

/// An allowance of a contract.
#[derive(Clone, Copy, Debug)]
pub struct Allowance {
    /// First day.
    pub starts_on: NaiveDate,
    /// Last day on which it is paid.
    pub ends_on: Option<NaiveDate>,
    /// Full amount of a year, in pence.
    pub amount: i64,
    /// Share that is paid, in thousandths.
    pub share: i64,
}

/// The pay of a contract in a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pay {
    /// Month by month.
    pub months: Months,
    /// Whether some of it is the agreed salary, for want of an amount of the point.
    pub agreed: bool,
}

impl Allowance {
    fn period(self) -> Period {
        Period::new(self.starts_on, self.ends_on)
    }
}

impl Terms {
    fn period(&self) -> Period {
        Period::new(self.starts_on, self.ends_on)
    }

    /// Pay of a year as it stands on a day, and whether it is the agreed one; none where nothing says what it is.
    fn annual(&self, day: NaiveDate) -> Option<(i64, bool)> {
        let in_force = self.point.iter().rev().find(|(from, _)| *from <= day);
        let (basic, agreed) = match in_force {
            Some((_, full_time)) => {
                let full_time = full_time + self.protected;
                (annual_pay(full_time, self.hours, self.full_time_hours, self.paid_weeks)?, false)
            }
            None => (self.agreed?, true),
        };
        let held = self.allowances.iter().filter(|allowance| allowance.period().covers(day));
        let allowances: i64 =
            held.map(|allowance| rounded(i128::from(allowance.amount) * i128::from(allowance.share), 1_000)).sum();
        Some((basic + allowances, agreed))
    }

    /// Pay by month of a year; none where some day's pay is not known.
    #[must_use]
    pub fn pay(&self, year: &Year) -> Option<Pay> {
        let mut pay = Pay { months: [0; 12], agreed: false };
        for (number, month) in (0..).zip(pay.months.iter_mut()) {
            let (first, next) = (year.month(number), year.month(number + 1));
            let mut part = 0;
            for days in self.changes(first, next).windows(2) {
                let [from, to] = [days[0], days[1]];
                if !self.period().covers(from) {
                    continue;
                }
                let (annual, agreed) = self.annual(from)?;
                pay.agreed |= agreed;
                part += i128::from(twelfth(annual, number)) * i128::from((to - from).num_days());
            }
            *month = rounded(part, i128::from((next - first).num_days()));
        }
        Some(pay)
    }

    /// Whether they hold on some day of a year.
    #[must_use]
    pub fn hold_in(&self, year: &Year) -> bool {
        self.hold_between(year.month(0), year.month(12))
    }

    /// Whether they hold on some day from a first one until before another.
    pub(super) fn hold_between(&self, first: NaiveDate, next: NaiveDate) -> bool {
        self.period().overlaps(Period::new(first, Some(day_before(next))))
    }

    /// The days of a month from which something is otherwise, its first and the next month's first included.
    fn changes(&self, first: NaiveDate, next: NaiveDate) -> Vec<NaiveDate> {
        let ends = |period: Period| [Some(period.first), period.next_day()].into_iter().flatten();
        let own = ends(self.period());
        let awards = self.point.iter().map(|(from, _)| *from);
        let allowances = self.allowances.iter().flat_map(|allowance| ends(allowance.period()));
        let mut days: Vec<NaiveDate> =
            own.chain(awards).chain(allowances).filter(|d| first < *d && *d < next).collect();
        days.extend([first, next]);
        days.sort_unstable();
        days.dedup();
        days
    }
}

/// A month's part of a year: what largest remainder gives equal parts, ties from the first month on.
fn twelfth(annual: i64, month: u32) -> i64 {
    annual.div_euclid(12) + i64::from(i64::from(month) < annual.rem_euclid(12))
}
