//! The cost in a year of all staff of a trust: the pay of every contract, and the employer's costs on top of it.

use std::collections::HashMap;

use chrono::{Months as CalendarMonths, NaiveDate};
use entity::codes::PensionScheme;
use graph::Right;
use uuid::Uuid;

use super::on_costs::{Threshold, levy, national_insurance, pension, shared};
use super::pay::{Months, Pay, Terms};
use super::rates::Rates;
use super::types::{StaffCost, StaffCostMonth};
use crate::platform::access::reach::reaches_school_and_person;
use crate::platform::input::{Day, Money};
use crate::platform::unknown_figure::UnknownFigure;
use crate::trust::Year;

/// A contract and its person.
#[derive(Clone, Debug)]
pub struct Employment {
    /// The contract.
    pub contract: Uuid,
    /// The person.
    pub person: Uuid,
    /// The school that bears the cost; none for the centre.
    pub school: Option<Uuid>,
    /// Whether it is of an apprentice.
    pub apprentice: bool,
    /// The pension scheme: `None` of the set for who is in none or opted out; none where it is not recorded.
    pub scheme: Option<PensionScheme>,
    /// What decides its pay.
    pub terms: Terms,
}

/// The cost of a contract, or of several together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cost {
    /// Pay by month.
    pub pay: Months,
    /// Employer's National Insurance by month; none where it is not known, or withheld.
    pub ni: Option<Months>,
    /// The same as payslips have it.
    pub payslip_ni: Option<Months>,
    /// Employer's contribution to the pension by month; none where a scheme is not recorded or its rate not known.
    pub pension: Option<Months>,
    /// Share of the apprenticeship levy by month; none where it is withheld.
    pub levy: Option<Months>,
    /// Whether some pay is the agreed salary, for want of an amount of the point.
    pub agreed: bool,
}

/// Works out the cost in a year of the contracts of these persons. Given are all contracts of the trust, in order: the
/// levy is due on all pay that is known. None where a contract's pay, or a rate that it needs, is not known; without
/// its National Insurance where the pay of another contract of the person is not, as that is part of what it is due on.
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
        let (whole, young) = (total(&months), young(born.get(person), own.iter().map(|index| &all[*index]), year));
        // One employer: due on all contracts together, then split by their pay.
        let split = |threshold| {
            let due = national_insurance(&whole, &young, year, rates, threshold)?;
            Some(shared(&due, &months))
        };
        let (ni, payslips) = (split(Threshold::Twelfth), split(Threshold::Published));
        let all_known = paid.len() == own.len();
        for index in own {
            let place = paid.iter().position(|paid| paid == index);
            let cost = place.and_then(|place| {
                let pay = pays[*index]?;
                Some(Cost {
                    pay: pay.months,
                    ni: Some(*ni.as_ref()?.get(place)?).filter(|_| all_known),
                    payslip_ni: Some(*payslips.as_ref()?.get(place)?).filter(|_| all_known),
                    pension: pension(&pay.months, all[*index].scheme, year, rates),
                    levy: Some(*levies.get(index)?),
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

/// In which months of a year the letter of a person is M or H: under 21 all month, or under 25 and nothing but an
/// apprentice. A person without a known birthday counts as older.
fn young<'e>(born: Option<&NaiveDate>, own: impl Iterator<Item = &'e Employment> + Clone, year: &Year) -> [bool; 12] {
    let turns = |age: u32| born.and_then(|born| born.checked_add_months(CalendarMonths::new(12 * age)));
    let (adult, grown) = (turns(21), turns(25));
    std::array::from_fn(|month| {
        let month = u32::try_from(month).expect("twelve months");
        let (first, next) = (year.month(month), year.month(month + 1));
        let before = |birthday: Option<NaiveDate>| birthday.is_some_and(|birthday| birthday >= next);
        let mut held = own.clone().filter(|of| of.terms.hold_between(first, next));
        before(adult) || before(grown) && held.all(|of| of.apprentice)
    })
}

impl Cost {
    /// Several together; a figure that one of them lacks is missing from the sum.
    #[must_use]
    pub fn sum(costs: &[Cost]) -> Cost {
        let of = |part: fn(&Cost) -> &Months| total(&costs.iter().map(part).collect::<Vec<_>>());
        let all = |part: fn(&Cost) -> Option<&Months>| {
            let parts: Option<Vec<&Months>> = costs.iter().map(part).collect();
            parts.map(|parts| total(&parts))
        };
        Cost {
            pay: of(|cost| &cost.pay),
            ni: all(|cost| cost.ni.as_ref()),
            payslip_ni: all(|cost| cost.payslip_ni.as_ref()),
            pension: all(|cost| cost.pension.as_ref()),
            levy: all(|cost| cost.levy.as_ref()),
            agreed: costs.iter().any(|cost| cost.agreed),
        }
    }

    /// The part of the cost that a caller with this right to see pay gets. From a share and the pay beside it, a
    /// caller could work out the whole pay that the share was split by. So National Insurance needs the right over
    /// every contract of the person that counts in the year, and the levy needs it over the whole trust.
    #[must_use]
    pub fn visible_to<'e>(self, right: Option<&Right>, counting: impl IntoIterator<Item = &'e Employment>) -> Cost {
        let Some(right) = right else { return Cost { ni: None, payslip_ni: None, levy: None, ..self } };
        let all = counting.into_iter().all(|of| reaches_school_and_person(right, of.school, of.person));
        Cost {
            ni: self.ni.filter(|_| all),
            payslip_ni: self.payslip_ni.filter(|_| all),
            levy: self.levy.filter(|_| right.everywhere()),
            ..self
        }
    }

    /// All of it together in a month.
    fn total(&self, month: usize) -> Option<i64> {
        Some(self.pay[month] + self.ni?[month] + self.pension?[month] + self.levy?[month])
    }

    /// The cost as the GraphQL type, for a year.
    #[must_use]
    pub fn of(&self, year: &Year) -> StaffCost {
        let sum = |months: &Months| Money(months.iter().sum());
        let total: Option<i64> = (0..12).map(|month| self.total(month)).sum();
        let month = |month: usize| StaffCostMonth {
            month: Day(year.month(u32::try_from(month).expect("twelve months"))),
            pay: Money(self.pay[month]),
            employer_ni: self.ni.map(|ni| Money(ni[month])),
            employer_pension: self.pension.map(|pension| Money(pension[month])),
            levy: self.levy.map(|levy| Money(levy[month])),
            total: self.total(month).map(Money),
        };
        StaffCost {
            year: year.label.clone(),
            pay: sum(&self.pay),
            employer_ni: self.ni.as_ref().map(sum),
            employer_ni_on_payslips: self.payslip_ni.as_ref().map(sum),
            employer_pension: self.pension.as_ref().map(sum),
            levy: self.levy.as_ref().map(sum),
            total: total.map(Money),
            from_agreed_salary: self.agreed,
            months: (0..12).map(month).collect(),
            unknown: self.unknown(),
        }
    }

    /// The figures that are not given, each with the reason. An unknown and a withheld figure have the same reason,
    /// which reveals nothing.
    fn unknown(&self) -> Vec<UnknownFigure> {
        let figure = UnknownFigure::of;
        let mut found = Vec::new();
        if self.ni.is_none() {
            let reason = "It is worked out over all contracts of the person in the year, and not all of them are known \
                          and yours to see.";
            found.extend([figure("employerNi", reason), figure("employerNiOnPayslips", reason)]);
        }
        if self.pension.is_none() {
            let reason = "A contract has no pension scheme, or the rate of its scheme is not known: record `pensionScheme`, which \
                          is NONE for somebody in no scheme.";
            found.push(figure("employerPension", reason));
        }
        if self.levy.is_none() {
            let reason =
                "It is worked out over the pay of the whole trust: only callers who may see all of that get it.";
            found.push(figure("levy", reason));
        }
        if !found.is_empty() {
            found.push(figure("total", "A part of it is not given."));
        }
        found
    }
}
