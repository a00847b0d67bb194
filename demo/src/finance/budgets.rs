//! Budgets of two years and grant allocations.
//!
//! Lines for staff follow from the contracts, the others from the pupils on roll. The amounts are invented, in the
//! proportions of a trust that just about balances its budget.

use entity::codes::{BudgetStatus, GrantStream};
use entity::{budget, budget_line, grant_allocation};
use uuid::Uuid;

use crate::builder::Builder;
use crate::draw::dice::{Dice, shares};
use crate::finance::charges;
use crate::finance::ledger::{Books, fund_type};
use crate::finance::pool::{self, Part};
use crate::people::contracts::Costs;
use crate::pupils::child::{Child, Provision};
use crate::trust::calendar::{changed_at, day};
use crate::trust::schools::{Kind, School};

/// The numbers of pupils that a school's funding depends on.
#[derive(Clone, Copy, Debug, Default)]
pub struct Basis {
    all: i64,
    infants: i64,
    secondary: i64,
    premium: i64,
    plans: i64,
}

impl Basis {
    /// Counts those of a school's pupils who are on roll today.
    pub fn of(children: &[Child]) -> Self {
        let mut basis = Basis::default();
        children.iter().for_each(|child| basis.count(child));
        basis
    }

    fn count(&mut self, child: &Child) {
        if child.spells.iter().all(|spell| spell.to.is_some()) {
            return;
        }
        self.all += 1;
        self.infants += i64::from(child.nc_year <= 2);
        self.secondary += i64::from(child.nc_year >= 7);
        self.premium += i64::from(child.premium);
        self.plans += i64::from(child.provision == Provision::Plan);
    }
}

/// The employer's National Insurance and pension contributions together, in per cent of pay.
const ON_COSTS: i64 = 35;

const fn pounds(pounds: i64) -> i64 {
    100 * pounds
}

/// A line of a year's budget: ledger code, cost centre (`None` for income), pence.
type Line = (&'static str, Option<&'static str>, i64);

/// The central charge by version of the budget and month: what schools pay, and so what the central team receives.
type Received = [[i64; 12]; 3];

/// Adds budgets and grants of all schools and the central team; `pfi` says which schools pay for a private finance contract.
pub fn write(
    builder: &mut Builder<'_>,
    schools: &[School],
    costs: &Costs,
    books: &Books,
    bases: &[Basis],
    pfi: &[bool],
) {
    let mut received = Received::default();
    let mut parts = Vec::new();
    for (index, (school, basis)) in schools.iter().zip(bases).enumerate() {
        let mut dice = builder.dice("budget", index);
        let grants = grants(school, basis);
        let mut lines = staff_lines(costs, Some(school.id));
        lines.extend(other_lines(basis));
        let gag = grants[0].2;
        let charge = charges::of_school(school, gag, basis.all);
        parts.push(Part { gag, pfi: pfi[index], premium: basis.premium });
        lines.push(("67100", Some("ADM"), charge));
        // Capital has a separate budget, which the demo does not have.
        lines.extend(
            grants
                .iter()
                .filter(|grant| grant.2 > 0 && grant.0 != GrantStream::Capital)
                .map(|grant| (grant.1, None, grant.2)),
        );
        lines.extend([
            ("51100", None, basis.all * 9_500),
            ("51200", None, basis.all * 1_800),
            ("51300", None, basis.all * 700),
        ]);
        let paid = write_versions(builder, &mut dice, Some(school), books, &lines, &Received::default());
        for (sum, paid) in received.iter_mut().flatten().zip(paid.iter().flatten()) {
            *sum += paid;
        }
        for year in 0..2 {
            if year == 0 && school.is_new {
                continue;
            }
            for (stream, _, amount, pupils) in grants.iter().filter(|grant| grant.2 > 0) {
                let id = builder.ids.next("grant_allocation");
                builder.batch.grant_allocation.push(grant_allocation::Model {
                    id,
                    trust_id: builder.trust_id,
                    school_id: school.id,
                    academic_year_id: builder.calendar.years[year],
                    stream: *stream,
                    amount_pence: if year == 0 { amount * 965 / 1000 } else { *amount },
                    pupils_basis: Some(*pupils as i32),
                    updated_at: changed_at(id, None),
                });
            }
        }
    }
    let mut lines = staff_lines(costs, None);
    let staff: i64 = lines.iter().map(|line| line.2).sum();
    lines.extend([
        ("66200", Some("ADM"), staff / 10),
        ("63200", Some("CUR"), staff / 14),
        ("66100", Some("ADM"), staff / 40),
        ("62100", Some("CUR"), staff / 30),
    ]);
    lines.push(("52100", None, 0));
    let mut dice = builder.dice("budget", schools.len());
    write_versions(builder, &mut dice, None, books, &lines, &received);
    charges::write_policies(builder, schools);
    pool::write(builder, schools, &parts);
}

/// Grants of the current year: stream, ledger code, pence, pupils counted.
fn grants(school: &School, basis: &Basis) -> [(GrantStream, &'static str, i64, i64); 6] {
    let primary = basis.all - basis.secondary;
    let gag = match school.kind {
        // A special school is funded by the number of places.
        Kind::Special => basis.all * pounds(10_000),
        _ => pounds(150_000) + primary * pounds(5_500) + basis.secondary * pounds(6_500),
    };
    let top_up = if school.kind == Kind::Special { pounds(16_800) } else { pounds(6_400) };
    [
        (GrantStream::Gag, "50100", gag, basis.all),
        (
            GrantStream::PupilPremium,
            "50200",
            basis.premium * if school.kind == Kind::Secondary { pounds(1_075) } else { pounds(1_515) },
            basis.premium,
        ),
        (GrantStream::SenTopUp, "50300", basis.plans * top_up, basis.plans),
        (GrantStream::PeSport, "50400", if primary > 16 { pounds(16_000) + primary * pounds(10) } else { 0 }, primary),
        (GrantStream::Uifsm, "50410", basis.infants * pounds(498) * 85 / 100, basis.infants),
        (GrantStream::Capital, "", basis.all * pounds(21), basis.all),
    ]
}

/// Lines for staff: pay of the contracts and the on-costs.
fn staff_lines(costs: &Costs, school_id: Option<Uuid>) -> Vec<Line> {
    [("60100", "CUR"), ("60300", "SEN"), ("60400", "ADM"), ("60500", "PRE"), ("60600", "ADM"), ("60700", "ADM")]
        .into_iter()
        .filter_map(|(code, centre)| {
            costs.get(&(school_id, code)).map(|pay| (code, Some(centre), pay * (100 + ON_COSTS) / 100))
        })
        .collect()
}

/// Lines that are in proportion to the roll.
fn other_lines(basis: &Basis) -> Vec<Line> {
    let per_pupil: [(&str, &str, i64); 13] = [
        ("61100", "CUR", 5_200),
        ("62100", "CUR", 1_600),
        ("63100", "CUR", 9_800),
        ("63200", "CUR", 4_200),
        ("64100", "PRE", 5_600),
        ("64200", "PRE", 3_900),
        ("64300", "PRE", 9_100),
        ("64400", "PRE", 1_200),
        ("65100", "ADM", 11_500),
        ("66100", "ADM", 2_100),
        ("66200", "ADM", 2_700),
        ("66300", "ADM", 3_100),
        ("66400", "CUR", 0),
    ];
    per_pupil
        .into_iter()
        .map(|(code, centre, pence)| {
            (code, Some(centre), if code == "66400" { basis.secondary * 3_800 } else { basis.all * pence })
        })
        .filter(|line| line.2 > 0)
        .collect()
}

/// Adds last year's budget, this year's approved budget, and this year's budget as revised in January. Returns what the
/// school pays to the central team in each.
fn write_versions(
    builder: &mut Builder<'_>,
    dice: &mut Dice,
    school: Option<&School>,
    books: &Books,
    lines: &[Line],
    received: &Received,
) -> Received {
    let mut paid = Received::default();
    let school_id = school.map(|school| school.id);
    let versions = [
        (0, 1, BudgetStatus::Approved, day(2024, 7, 10), 957),
        (1, 1, BudgetStatus::Approved, day(2025, 7, 9), 988),
        (1, 2, BudgetStatus::Revised, day(2026, 1, 28), 1000),
    ];
    for (place, (year, version, status, approved_on, level)) in versions.into_iter().enumerate() {
        if year == 0 && school.is_some_and(|school| school.is_new) {
            continue;
        }
        let budget_id = builder.ids.next("budget");
        let academic_year_id = builder.calendar.years[year];
        builder.batch.budget.push(budget::Model {
            row_version: 1,
            prepared_by: None,
            approved_by: None,
            id: budget_id,
            trust_id: builder.trust_id,
            school_id,
            academic_year_id,
            version,
            status,
            approved_on: Some(approved_on),
            updated_at: changed_at(budget_id, Some(approved_on)),
        });
        for (code, centre, pence) in lines {
            // The central charge must be the same on both sides, so it varies with nothing.
            let is_charge = matches!(*code, "52100" | "67100");
            let spread = if level == 1000 || is_charge { 0 } else { i64::from(dice.between(-15, 15)) };
            let amount = pence * (level + spread) / 1000 / 100 * 100;
            let heating = *code == "64300";
            let weights: [i64; 12] = if heating { [6, 8, 10, 12, 12, 11, 10, 8, 7, 6, 5, 5] } else { [1; 12] };
            let months = match *code {
                "52100" => received[place].to_vec(),
                _ => shares(amount, &weights),
            };
            if *code == "67100" {
                paid[place].copy_from_slice(&months);
            }
            for (period, amount_pence) in (1..).zip(months) {
                builder.batch.budget_line.push(budget_line::Model {
                    row_version: 1,
                    updated_at: changed_at(budget_id, None),
                    id: builder.ids.next("budget_line"),
                    trust_id: builder.trust_id,
                    budget_id,
                    school_id,
                    academic_year_id,
                    ledger_code_id: builder.ledger[code],
                    cost_centre_id: centre.and_then(|centre| books.centres.get(&(school_id, centre)).copied()),
                    fund_id: books.funds.get(&fund_type(code)).copied(),
                    period,
                    amount_pence,
                });
            }
        }
    }
    paid
}
