//! Contracts and allowances: how and what the holder of a post is paid.

use std::collections::HashMap;

use chrono::NaiveDate;
use entity::codes::{AllowanceKind, ContractType, PensionScheme, RoleCategory, WorkingPattern};
use entity::{contract, contract_allowance};
use uuid::Uuid;

use crate::builder::Builder;
use crate::draw::dice::Dice;
use crate::people::jobs::{self, Job, Range};
use crate::people::pay::{ALL_YEAR_THOUSANDTHS, agreed};
use crate::trust::calendar::{TODAY, YEAR_START, changed_at, day, last_day};
use crate::trust::schools::HR_SYSTEM;

/// Yearly pay in pence, by school (`None` for the central team) and ledger code.
pub type Costs = HashMap<(Option<Uuid>, &'static str), i64>;

/// A place on a pay scale.
#[derive(Clone, Debug)]
pub struct Place {
    /// Code of the scale; `None` for a salary outside the scales.
    pub scale: Option<&'static str>,
    /// Point on the scale; empty without a scale.
    pub point: String,
    /// Years of experience that fit the point.
    pub years: i32,
}

/// The terms of a contract that is to be made.
#[derive(Debug)]
pub struct Terms<'a> {
    /// Ids of the staff record and the person.
    pub holder: (Uuid, Uuid),
    /// The job.
    pub job: &'static Job,
    /// Id of the post.
    pub post: Uuid,
    /// Id of the school of the post; `None` for the central team.
    pub school_id: Option<Uuid>,
    /// Scale and point.
    pub place: &'a Place,
    /// Share of the job's hours, in thousandths.
    pub share: i32,
    /// First day.
    pub starts_on: NaiveDate,
    /// Day after the last.
    pub ends_on: Option<NaiveDate>,
}

/// Draws scale and point for the holder of a job.
pub fn place(dice: &mut Dice, job: &Job) -> Place {
    let at = |scale, point: String, years| Place { scale: Some(scale), point, years };
    match job.range {
        Range::Teacher if std::ptr::eq(job, &jobs::CLASS_TEACHER) || std::ptr::eq(job, &jobs::SUBJECT_TEACHER) => {
            let step = dice.weighted(&[
                (0, 20),
                (1, 90),
                (2, 90),
                (3, 95),
                (4, 95),
                (5, 90),
                (6, 150),
                (7, 120),
                (8, 100),
                (9, 150),
            ]);
            match step {
                0 => at("UNQUALIFIED_ENGLAND", format!("UQ{}", dice.between(1, 4)), dice.between(0, 3)),
                1..=6 => at("MAIN_ENGLAND", format!("M{step}"), if step == 6 { dice.between(5, 9) } else { step - 1 }),
                _ => at("UPPER_ENGLAND", format!("U{}", step - 6), dice.between(step + 1, step + 14)),
            }
        }
        Range::Teacher => at("UPPER_ENGLAND", format!("U{}", dice.between(1, 3)), dice.between(8, 22)),
        Range::Leadership(low, high) => {
            at("LEADERSHIP_ENGLAND", format!("L{}", dice.between(low, high)), dice.between(10, 26))
        }
        Range::Njc(low, high) => at("NJC", dice.between(low, high).to_string(), dice.between(0, 16)),
        Range::Spot(_) => Place { scale: None, point: String::new(), years: dice.between(18, 28) },
    }
}

/// Adds a contract and returns its id. The pay of a current contract is added to `costs`.
pub fn write(builder: &mut Builder<'_>, dice: &mut Dice, costs: &mut Costs, terms: &Terms<'_>) -> Uuid {
    let job = terms.job;
    let teaching = matches!(job.range, Range::Teacher) || job.category == RoleCategory::Leadership;
    let full_time = if teaching { 3250 } else { 3700 };
    let hours = job.hours.min(full_time) * terms.share / 1000;
    let (weeks_worked, paid_weeks) = match (teaching, job.term_time) {
        (true, _) => (39_000, ALL_YEAR_THOUSANDTHS),
        (false, true) => (39_000, 44_500),
        (false, false) => (ALL_YEAR_THOUSANDTHS, ALL_YEAR_THOUSANDTHS),
    };
    // The agreed salary is that of the scale on the last day of the contract, or today.
    let priced_on = terms.ends_on.filter(|ends| *ends <= TODAY).and_then(|ends| ends.pred_opt()).unwrap_or(TODAY);
    let annual = match (terms.place.scale, job.range) {
        (Some(scale), _) => builder.pay.annual(scale, &terms.place.point, priced_on),
        (None, Range::Spot(pounds)) => pounds * 100,
        (None, _) => 0,
    };
    let on_scale = agreed(annual, hours, full_time, paid_weeks);
    // About one contract in a hundred pays more than the scale: half of them by a recorded protection, half without a
    // reason, so that a check of payroll finds something.
    let protected = if dice.chance(10) { i64::from(dice.between(4, 24)) * 10_000 } else { 0 };
    let above = agreed(annual + protected, hours, full_time, paid_weeks) - on_scale;
    let is_protected = protected > 0 && dice.chance(500);
    let fixed_term = terms.ends_on.is_none()
        && !matches!(job.category, RoleCategory::Leadership | RoleCategory::Central)
        && dice.chance(45);
    let ends_on = if fixed_term {
        Some(dice.pick(&[day(2026, 4, 11), day(2026, 7, 23), day(2026, 9, 1)]))
    } else {
        terms.ends_on
    };
    let id = builder.ids.next("contract");
    builder.batch.contract.push(contract::Model {
        row_version: 1,
        id,
        trust_id: builder.trust_id,
        staff_id: terms.holder.0,
        person_id: terms.holder.1,
        post_id: terms.post,
        school_id: terms.school_id,
        contract_type: if fixed_term { ContractType::FixedTerm } else { ContractType::Permanent },
        working_pattern: match () {
            () if job.term_time => WorkingPattern::TermTime,
            () if hours < full_time => WorkingPattern::PartTime,
            () => WorkingPattern::FullTime,
        },
        starts_on: terms.starts_on,
        ends_on: last_day(ends_on),
        hours_per_week_hundredths: hours,
        full_time_hours_hundredths: full_time,
        weeks_worked_thousandths: weeks_worked,
        paid_weeks_thousandths: paid_weeks,
        pay_scale_id: terms.place.scale.map(|scale| builder.pay.scale(scale)),
        pay_point: terms.place.scale.map(|_| terms.place.point.clone()),
        agreed_salary_pence: Some(on_scale + above),
        protected_salary_pence: is_protected.then_some(protected),
        pension_scheme: Some(if teaching { PensionScheme::Tps } else { PensionScheme::Lgps }),
        pension_opt_out: dice.chance(40),
        source_system: Some(HR_SYSTEM.to_owned()),
        source_key: None,
        imported_at: None,
        updated_at: changed_at(id, Some(terms.starts_on)),
    });
    if ends_on.is_none_or(|ends| ends > TODAY) {
        *costs.entry((terms.school_id, job.ledger)).or_default() += on_scale + above;
        allowances(builder, dice, costs, terms, id, hours * 1000 / full_time);
    }
    id
}

/// Adds the allowances of a contract; all except TLR3 are in proportion to the hours.
fn allowances(
    builder: &mut Builder<'_>,
    dice: &mut Dice,
    costs: &mut Costs,
    terms: &Terms<'_>,
    contract_id: Uuid,
    fte: i32,
) {
    let job = terms.job;
    let mut given: Vec<(AllowanceKind, i32)> = Vec::new();
    if jobs::HEADS_OF_DEPARTMENT.iter().any(|head| std::ptr::eq(head, job)) {
        given.push((AllowanceKind::Tlr1, dice.between(10_174, 14_500)));
    } else if std::ptr::eq(job, &jobs::SENCO) {
        given.push((AllowanceKind::Sen, dice.between(2_787, 5_497)));
    } else if matches!(job.range, Range::Teacher) {
        if terms.place.scale == Some("UPPER_ENGLAND") && dice.chance(300) {
            given.push((AllowanceKind::Tlr2, dice.between(3_527, 8_611)));
        } else if dice.chance(25) {
            given.push((AllowanceKind::Tlr3, dice.between(702, 3_478)));
        }
        if dice.chance(20) {
            given.push((AllowanceKind::RecruitmentRetention, dice.between(1_000, 2_500)));
        }
    } else if job.term_time && dice.chance(80) {
        given.push((AllowanceKind::FirstAid, 320));
    }
    for (kind, pounds) in given {
        let temporary = kind == AllowanceKind::Tlr3;
        let share_thousandths = if temporary { 1000 } else { fte };
        let amount_pence = i64::from(pounds) * 100;
        *costs.entry((terms.school_id, job.ledger)).or_default() += amount_pence * i64::from(share_thousandths) / 1000;
        builder.batch.contract_allowance.push(contract_allowance::Model {
            id: builder.ids.next("contract_allowance"),
            trust_id: builder.trust_id,
            contract_id,
            staff_id: terms.holder.0,
            person_id: terms.holder.1,
            school_id: terms.school_id,
            kind,
            amount_pence,
            starts_on: terms.starts_on.max(YEAR_START),
            ends_on: temporary.then_some(day(2026, 8, 31)),
            share_thousandths,
        });
    }
}
