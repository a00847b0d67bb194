//! The cost of everybody a trust pays in a year: pay of every contract, and what comes on top of it.

use std::collections::HashMap;

use chrono::{Months as CalendarMonths, NaiveDate};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::on_costs::{Threshold, levy, national_insurance, pension, shared};
use super::pay::{Months, Pay, Terms};
use super::rates::Rates;
use crate::growth::Year;
use crate::money::pounds;

/// A contract and whose it is.
#[derive(Clone, Debug)]
pub struct Employment {
    /// The contract.
    pub contract: Uuid,
    /// The person.
    pub person: Uuid,
    /// The pension scheme, where the person is in one.
    pub scheme: Option<String>,
    /// What decides its pay.
    pub terms: Terms,
}

/// The cost of a contract, or of several together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cost {
    /// Pay by month.
    pub pay: Months,
    /// Employer's National Insurance by month.
    pub ni: Months,
    /// The same as payslips have it.
    pub payslip_ni: Months,
    /// Employer's contribution to the pension by month.
    pub pension: Months,
    /// Share of the apprenticeship levy by month.
    pub levy: Months,
    /// Whether some pay is the agreed salary, for want of an amount of the point.
    pub agreed: bool,
}

/// Works out the cost in a year of the contracts of these persons. Given are all contracts of the trust, in order: the
/// levy is due on all pay. None where a contract's pay, or a rate that it needs, is not known.
pub fn costs(
    all: &[Employment],
    born: &HashMap<Uuid, NaiveDate>,
    persons: &[Uuid],
    year: &Year,
    rates: &Rates,
) -> HashMap<Uuid, Option<Cost>> {
    let pays: Vec<Option<Pay>> = all.iter().map(|employment| employment.terms.pay(year)).collect();
    let known: Vec<usize> = (0..all.len()).filter(|index| pays[*index].is_some()).collect();
    let months: Vec<&Months> = known.iter().filter_map(|index| Some(&pays[*index].as_ref()?.months)).collect();
    let bill = total(&months);
    let levies: HashMap<usize, Months> = match levy(&bill, year, rates) {
        Some(due) => known.iter().copied().zip(shared(&due, &months)).collect(),
        None => HashMap::new(),
    };
    let mut of_person: HashMap<Uuid, Vec<usize>> = HashMap::new();
    for (index, employment) in all.iter().enumerate() {
        of_person.entry(employment.person).or_default().push(index);
    }
    let mut found = HashMap::new();
    for person in persons {
        let Some(own) = of_person.get(person) else { continue };
        let paid: Vec<usize> = own.iter().copied().filter(|index| pays[*index].is_some()).collect();
        let months: Vec<&Months> = paid.iter().filter_map(|index| Some(&pays[*index].as_ref()?.months)).collect();
        let (whole, young) = (total(&months), under_21(born.get(person), year));
        // One employer: due on all contracts together, then split by their pay.
        let split = |threshold| {
            let due = national_insurance(&whole, &young, year, rates, threshold);
            due.map(|due| shared(&due, &months))
        };
        let (ni, payslips) = (split(Threshold::Twelfth), split(Threshold::Published));
        for index in own {
            let place = paid.iter().position(|paid| paid == index);
            let cost = place.and_then(|place| {
                let pay = pays[*index]?;
                Some(Cost {
                    pay: pay.months,
                    ni: *ni.as_ref()?.get(place)?,
                    payslip_ni: *payslips.as_ref()?.get(place)?,
                    pension: pension(&pay.months, all[*index].scheme.as_deref(), year, rates)?,
                    levy: *levies.get(index)?,
                    agreed: pay.agreed,
                })
            });
            found.insert(all[*index].contract, cost);
        }
    }
    found
}

fn total(months: &[&Months]) -> Months {
    let mut sum = [0; 12];
    for pay in months {
        for (sum, pay) in sum.iter_mut().zip(pay.iter()) {
            *sum += pay;
        }
    }
    sum
}

/// In which months of a year a person is under 21 all month. Whose birthday is not known counts as older.
fn under_21(born: Option<&NaiveDate>, year: &Year) -> [bool; 12] {
    let turns = born.and_then(|born| born.checked_add_months(CalendarMonths::new(12 * 21)));
    std::array::from_fn(|month| {
        let next = year.month(u32::try_from(month).expect("twelve months") + 1);
        turns.is_some_and(|turns| turns >= next)
    })
}

impl Cost {
    /// Several together.
    #[must_use]
    pub fn sum(costs: &[Cost]) -> Cost {
        let of = |part: fn(&Cost) -> &Months| total(&costs.iter().map(part).collect::<Vec<_>>());
        Cost {
            pay: of(|cost| &cost.pay),
            ni: of(|cost| &cost.ni),
            payslip_ni: of(|cost| &cost.payslip_ni),
            pension: of(|cost| &cost.pension),
            levy: of(|cost| &cost.levy),
            agreed: costs.iter().any(|cost| cost.agreed),
        }
    }

    /// As the type `StaffCost`.
    #[must_use]
    pub fn json(&self, year: &Year) -> Json {
        let sum = |months: &Months| months.iter().sum::<i64>();
        let total = sum(&self.pay) + sum(&self.ni) + sum(&self.pension) + sum(&self.levy);
        let months: Vec<Json> = (0..12)
            .map(|month| {
                let number = u32::try_from(month).expect("twelve months");
                let total = self.pay[month] + self.ni[month] + self.pension[month] + self.levy[month];
                json!({
                    "month": year.month(number).to_string(),
                    "pay": pounds(self.pay[month]),
                    "employerNi": pounds(self.ni[month]),
                    "employerPension": pounds(self.pension[month]),
                    "levy": pounds(self.levy[month]),
                    "total": pounds(total),
                })
            })
            .collect();
        json!({
            "year": year.label,
            "pay": pounds(sum(&self.pay)),
            "employerNi": pounds(sum(&self.ni)),
            "employerNiOnPayslips": pounds(sum(&self.payslip_ni)),
            "employerPension": pounds(sum(&self.pension)),
            "levy": pounds(sum(&self.levy)),
            "total": pounds(total),
            "fromAgreedSalary": self.agreed,
            "months": months,
        })
    }
}
