//! The vectors of domain-model §5.3, and the cases between them.

use entity::codes::PayrollRateKind;
use entity::codes::PensionScheme::{self, Lgps, Tps};
use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;
use graph::{Keys, Rights};
use uuid::Uuid;

use super::on_costs::{Threshold, levy, national_insurance, pension, shared};
use super::pay::{Allowance, Months, Terms};
use super::rates::{Rate, Rates, statutory};
use super::staff::{Cost, Employment, costs};
use super::types::StaffCost;
use crate::money::split;
use crate::platform::access::permission::PAY_READ;
use crate::platform::access::reach::{REPORTING_LINE, SCHOOL, SELF};
use crate::platform::input::Money;
use crate::trust::Year;

const ALL_YEAR: i64 = 52_143;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day")
}

fn year(starts: i32) -> Year {
    Year { id: Uuid::nil(), label: format!("{starts}/{}", (starts + 1) % 100), starts_on: day(starts, 9, 1) }
}

/// The statutory rates as a trust starts with them, and a fund of local government at 20 per cent.
fn rates() -> Rates {
    let mut rates: Vec<Rate> = statutory(Uuid::nil())
        .into_iter()
        .map(|row| Rate {
            kind: row.kind,
            valid_from: row.valid_from,
            hundredths: i64::from(row.rate_hundredths),
            annual: row.annual_pence.unwrap_or(0),
            monthly: row.monthly_pence.unwrap_or(0),
            young: row.young_pence.unwrap_or(0),
        })
        .collect();
    rates.push(Rate {
        kind: PayrollRateKind::Lgps,
        valid_from: day(2023, 4, 1),
        hundredths: 2_000,
        annual: 0,
        monthly: 0,
        young: 0,
    });
    Rates(rates)
}

/// Point M6 of England with the awards of 2024 and 2025, full time, all year.
fn m6() -> Terms {
    Terms {
        starts_on: day(2020, 9, 1),
        hours: 3_250,
        full_time_hours: 3_250,
        paid_weeks: ALL_YEAR,
        point: vec![(day(2024, 9, 1), 4_360_700), (day(2025, 9, 1), 4_535_200)],
        ..Terms::default()
    }
}

fn sum(months: &Months) -> i64 {
    months.iter().sum()
}

/// The year's sum of a part that is given.
#[track_caller]
fn part(months: Option<Months>) -> i64 {
    sum(&months.expect("it is given"))
}

fn pay(terms: &Terms, starts: i32) -> Months {
    terms.pay(&year(starts)).expect("it is known").months
}

fn cost_of(all: &[Employment], person: u128, starts: i32) -> Vec<Option<Cost>> {
    let person = Uuid::from_u128(person);
    let found = costs(all, &HashMap::new(), &[person], &year(starts), &rates());
    all.iter().filter(|e| e.person == person).map(|e| found[&e.contract]).collect()
}

fn employed(contract: u128, person: u128, scheme: PensionScheme, terms: Terms) -> Employment {
    let scheme = Some(scheme);
    let (contract, person) = (Uuid::from_u128(contract), Uuid::from_u128(person));
    Employment { contract, person, school: None, apprentice: false, scheme, terms }
}

#[track_caller]
fn check_ni(annual: i64, starts: i32, rate_from: NaiveDate, expected: i64) {
    // One rate all year, as the vector has it.
    let only = Rates(
        rates()
            .0
            .into_iter()
            .filter(|r| r.valid_from == rate_from)
            .map(|r| Rate { valid_from: day(2000, 1, 1), ..r })
            .collect(),
    );
    let months: Months = split(annual, &[1; 12]).try_into().expect("twelve");
    let due = national_insurance(&months, &[false; 12], &year(starts), &only, Threshold::Twelfth).expect("a rate");
    assert_eq!(sum(&due), expected);
}

#[test]
fn national_insurance_of_a_year() {
    check_ni(3_500_000, 2025, day(2025, 4, 6), 450_000);
    check_ni(3_500_000, 2024, day(2024, 4, 6), 357_420);
    check_ni(4_535_200, 2025, day(2025, 4, 6), 605_280);
    check_ni(500_000, 2025, day(2025, 4, 6), 0);
}

#[test]
fn main_scale_point_six_costs_64_411_75() {
    let found = cost_of(&[employed(1, 1, Tps, m6())], 1, 2025);
    let cost = found[0].expect("it is known");
    assert_eq!(sum(&cost.pay), 4_535_200);
    assert_eq!(part(cost.ni), 605_280);
    assert_eq!(part(cost.pension), 1_300_695);
    assert_eq!(part(cost.levy), 0, "one person is far below the allowance");
    assert_eq!(sum(&cost.pay) + part(cost.ni) + part(cost.pension), 6_441_175);
    let shown = cost.of(&year(2025));
    assert_eq!((shown.total, shown.unknown.len()), (Some(Money(6_441_175)), 0));
}

#[test]
fn part_of_a_year_from_april() {
    let terms = Terms { starts_on: day(2026, 4, 1), ..m6() };
    let months = pay(&terms, 2025);
    assert_eq!(months, [0, 0, 0, 0, 0, 0, 0, 377_933, 377_933, 377_933, 377_933, 377_933]);
    let due =
        |threshold| sum(&national_insurance(&months, &[false; 12], &year(2025), &rates(), threshold).expect("a rate"));
    assert_eq!(sum(&months), 1_889_665);
    assert_eq!(due(Threshold::Twelfth), 252_200);
    assert_eq!(due(Threshold::Published), 252_175);
}

#[test]
fn an_award_counts_from_its_day() {
    // Teachers from September: the whole year at one amount.
    assert_eq!((sum(&pay(&m6(), 2024)), sum(&pay(&m6(), 2025))), (4_360_700, 4_535_200));
    // Support staff from April: seven months before, five after.
    let point = vec![(day(2024, 4, 1), 2_518_300), (day(2025, 4, 1), 2_598_900)];
    let njc = Terms { hours: 3_700, full_time_hours: 3_700, point, ..m6() };
    let months = pay(&njc, 2024);
    let (before, after) = (split(2_518_300, &[1; 12]), split(2_598_900, &[1; 12]));
    assert_eq!((&months[..7], &months[7..]), (&before[..7], &after[7..]));
}

#[test]
fn part_months_are_paid_by_calendar_days() {
    let leaves = Terms { ends_on: Some(day(2025, 11, 15)), ..m6() };
    let months = pay(&leaves, 2025);
    // Half of November: 15 of 30 days of 3,779.34.
    assert_eq!(months[..4], [377_934, 377_934, 188_967, 0]);
}

#[test]
fn allowances_and_protection_add_up() {
    let allowance = |starts_on, ends_on, amount, share| Allowance { starts_on, ends_on, amount, share };
    let terms = Terms {
        hours: 1_950,
        protected: 120_000,
        allowances: vec![
            allowance(day(2025, 9, 1), None, 600_000, 600),
            allowance(day(2026, 1, 1), Some(day(2026, 3, 31)), 120_000, 1_000),
        ],
        ..m6()
    };
    // 0.6 of 45,352 and 1,200, 3,600 a year, and 1,200 a year for three months.
    assert_eq!(sum(&pay(&terms, 2025)), 2_721_120 + 72_000 + 360_000 + 30_000);
    let term_time = Terms { paid_weeks: 44_500, ..m6() };
    assert_eq!(sum(&pay(&term_time, 2025)), 3_870_441);
}

#[test]
fn without_a_point_the_agreed_salary_is_paid() {
    let spot = Terms { point: Vec::new(), agreed: Some(13_250_000), ..m6() };
    let found = spot.pay(&year(2025)).expect("it is agreed");
    assert_eq!((sum(&found.months), found.agreed), (13_250_000, true));
    let unknown = Terms { agreed: None, ..spot };
    assert_eq!(unknown.pay(&year(2025)), None);
    assert_eq!(cost_of(&[employed(1, 1, Tps, unknown)], 1, 2025), [None]);
}

#[test]
fn one_person_is_one_employee() {
    // Two halves at two schools cost what one whole post does.
    let half = |hours| Terms { hours, ..m6() };
    let all = [employed(1, 1, Tps, half(1_300)), employed(2, 1, Tps, half(1_950)), employed(3, 2, Tps, m6())];
    let own: Vec<Cost> = cost_of(&all, 1, 2025).into_iter().flatten().collect();
    let both = Cost::sum(&own);
    assert_eq!((sum(&both.pay), part(both.ni)), (4_535_200, 605_280));
    // Split by pay: two fifths and three fifths, and the parts add up month by month.
    assert_eq!((part(own[0].ni), part(own[1].ni)), (242_112, 363_168));
    let alone = cost_of(&all[..1], 1, 2025)[0].expect("it is known");
    assert!(part(alone.ni) < part(own[0].ni), "the threshold counts once for a person");
}

#[test]
fn a_contract_of_unknown_pay_leaves_the_insurance_unknown() {
    let unknown = |starts_on| Terms { starts_on, point: Vec::new(), ..m6() };
    let others = [employed(2, 1, Tps, unknown(day(2026, 8, 31))), employed(3, 2, Tps, m6())];
    let all: Vec<Employment> = [employed(1, 1, Tps, m6())].into_iter().chain(others.clone()).collect();
    let own = cost_of(&all, 1, 2025);
    let known = own[0].expect("its own pay is known");
    assert_eq!((known.ni, known.payslip_ni, own[1]), (None, None, None));
    assert_eq!((sum(&known.pay), part(known.pension)), (4_535_200, 1_300_695));
    let shown = known.of(&year(2025));
    assert_eq!((shown.employer_ni, shown.total, shown.months[11].total), (None, None, None));
    assert_eq!(figures(&shown), ["employerNi", "employerNiOnPayslips", "total"]);
    // Neither another person's, nor one that begins after the year.
    assert_eq!(cost_of(&all, 2, 2025)[0].map(|cost| part(cost.ni)), Some(605_280));
    let later = [all[0].clone(), employed(2, 1, Tps, unknown(day(2026, 9, 1)))];
    assert_eq!(cost_of(&later, 1, 2025)[0].map(|cost| part(cost.ni)), Some(605_280));
}

fn figures(cost: &StaffCost) -> Vec<&str> {
    cost.unknown.iter().map(|unknown| unknown.figure.as_str()).collect()
}

#[test]
fn a_share_is_visible_to_a_caller_who_may_see_the_whole() {
    let at = |contract, school: Option<u128>, terms| Employment {
        school: school.map(Uuid::from_u128),
        ..employed(contract, 1, Tps, terms)
    };
    let half = Terms { hours: 1_625, ..m6() };
    let left = Terms { ends_on: Some(day(2025, 8, 31)), ..m6() };
    let own = at(1, Some(10), half.clone());
    let cost = cost_of(std::slice::from_ref(&own), 1, 2025)[0].expect("it is known");
    let visible_figures = |rights: &Rights, others: &[Employment]| {
        let counting = others.iter().chain([&own]).filter(|of| of.terms.hold_in(&year(2025)));
        let visible = cost.visible_to(rights.right(PAY_READ), counting);
        assert_eq!((visible.pay, visible.pension, visible.agreed), (cost.pay, cost.pension, cost.agreed));
        assert_eq!(visible.payslip_ni.is_some(), visible.ni.is_some(), "the one would reveal the other");
        [visible.ni.is_some(), visible.levy.is_some()]
    };
    let of = |reach, key| {
        let mut rights = Rights::default();
        rights.grant(PAY_READ, reach, &Arc::new(Keys::new(vec![Uuid::from_u128(key)])));
        rights
    };
    let (head, line, person) = (of(SCHOOL, 10), of(REPORTING_LINE, 1), of(SELF, 1));
    let mut trust = Rights::default();
    trust.grant_everywhere(PAY_READ);
    // Alone; twice at one school; at another school; in the centre; at another school until the year began.
    for (others, to_head) in [
        (vec![], true),
        (vec![at(2, Some(10), half.clone())], true),
        (vec![at(2, Some(20), half.clone())], false),
        (vec![at(2, None, half)], false),
        (vec![at(2, Some(20), left)], true),
    ] {
        assert_eq!(visible_figures(&head, &others), [to_head, false], "{others:?}");
        assert_eq!(visible_figures(&line, &others), [true, false]);
        assert_eq!(visible_figures(&person, &others), [true, false]);
        assert_eq!(visible_figures(&trust, &others), [true, true]);
        assert_eq!(visible_figures(&Rights::default(), &others), [false, false]);
    }
    assert_eq!(figures(&cost.visible_to(head.right(PAY_READ), [&own]).of(&year(2025))), ["levy", "total"]);
}

#[test]
fn the_young_cost_no_insurance_up_to_the_bound() {
    let months: Months = split(2_400_000, &[1; 12]).try_into().expect("twelve");
    let young = std::array::from_fn(|month| month < 3);
    let due = national_insurance(&months, &young, &year(2025), &rates(), Threshold::Twelfth).expect("a rate");
    assert_eq!(due[..3], [0; 3]);
    assert_eq!(sum(&due), 9 * 23_750);
}

/// Letter H: 24,000 a year in 2025/26 is below the bound of 50,270, and costs (2,000 - 5,000/12) x 15 % = 237.50 a
/// month from the one in which the apprentice turns 25.
#[test]
fn apprentices_under_25_cost_no_insurance_up_to_the_bound() {
    let on = |annual, apprentice| {
        let point = vec![(day(2024, 9, 1), annual)];
        Employment { apprentice, ..employed(1, 1, PensionScheme::None, Terms { point, ..m6() }) }
    };
    let due = |all: &[Employment], born| {
        let person = Uuid::from_u128(1);
        let found = costs(all, &HashMap::from([(person, born)]), &[person], &year(2025), &rates());
        let of: Vec<Cost> = all.iter().filter_map(|of| found[&of.contract]).collect();
        Cost::sum(&of).ni.expect("it is known")
    };
    let turns_25 = day(2001, 1, 15);
    let months = due(&[on(2_400_000, true)], turns_25);
    assert_eq!(months, std::array::from_fn(|month| if month < 4 { 0 } else { 23_750 }));
    assert_eq!(sum(&due(&[on(2_400_000, true)], day(2001, 9, 1))), 0, "24 all year");
    assert_eq!(sum(&due(&[on(2_400_000, false)], turns_25)), 12 * 23_750, "no apprentice");
    // (60,000 - 50,270) x 15 %.
    assert_eq!(sum(&due(&[on(6_000_000, true)], day(2002, 1, 1))), 145_950);
    // Another post beside it from April on: five months at the usual threshold on all pay, and the post's own.
    let beside = Employment {
        contract: Uuid::from_u128(2),
        ..employed(
            2,
            1,
            PensionScheme::None,
            Terms { starts_on: day(2026, 4, 1), point: vec![(day(2024, 9, 1), 1_200_000)], ..m6() },
        )
    };
    assert_eq!(sum(&due(&[on(2_400_000, true), beside], day(2002, 1, 1))), 5 * 38_750);
}

#[test]
fn pensions_follow_the_scheme() {
    let months: Months = [100_000; 12];
    let due = |scheme| pension(&months, scheme, &year(2025), &rates()).map(|due| sum(&due));
    assert_eq!(due(Some(Lgps)), Some(240_000));
    assert_eq!(due(Some(Tps)), Some(344_160));
    assert_eq!((due(Some(PensionScheme::None)), due(None)), (Some(0), None), "no scheme recorded is not no pension");
    let unrated = Rates::default();
    assert_eq!(pension(&months, Some(Tps), &year(2025), &unrated), None, "a scheme without a rate is not free");
    assert_eq!(national_insurance(&months, &[false; 12], &year(2015), &rates(), Threshold::Twelfth), None);
}

#[test]
fn a_contract_without_a_scheme_has_an_unknown_pension() {
    let mut employment = employed(1, 1, Tps, m6());
    employment.scheme = None;
    let shown = cost_of(&[employment], 1, 2025)[0].expect("its pay is known").of(&year(2025));
    assert_eq!((shown.employer_pension, shown.total, shown.months[0].total), (None, None, None));
    assert_eq!((shown.pay, figures(&shown)), (Money(4_535_200), vec!["employerPension", "total"]));
}

#[test]
fn payslips_are_rounded_month_by_month() {
    // 400.01 above the threshold of 417.00 a month is 60.0015 of a pound each: 60.00 on every payslip, where the year would give 720.02.
    let ni = |threshold| {
        let months = [81_701; 12];
        national_insurance(&months, &[false; 12], &year(2025), &rates(), threshold).map(|due| sum(&due))
    };
    assert_eq!(ni(Threshold::Published), Some(12 * 6_000));
}

#[test]
fn the_levy_is_due_above_the_allowance_and_shared_by_pay() {
    // 400,000 a month: 2,000 less the month's 1,250 of the allowance.
    let (large, small): (Months, Months) = ([30_000_000; 12], [10_000_000; 12]);
    let due = levy(&[40_000_000; 12], &year(2025), &rates()).expect("a rate");
    assert_eq!(due, [75_000; 12]);
    let parts = shared(&due, &[&large, &small]);
    assert_eq!((parts[0][0], parts[1][0]), (56_250, 18_750));
    assert_eq!(levy(&[25_000_000; 12], &year(2025), &rates()).map(|due| sum(&due)), Some(0));
}
