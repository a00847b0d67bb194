//! How the demo trust pays for its centre, the pool it shares grant by, and rates of payroll.

use entity::codes::{CentralChargeModel, PayrollRateKind};
use entity::{central_charge_band, central_charge_policy, payroll_rate, pool_allocation};
use uuid::Uuid;

use crate::calendar::{changed_at, day};
use crate::dice::shares;
use crate::maker::Maker;
use crate::schools::{Kind, School};
use domain::people::payroll::rates;

/// Hundredths of a percent of the general annual grant that most schools pay.
const FLAT: i32 = 650;
/// Pence for each pupil of a special school.
const BY_PLACE: i64 = 65_000;
/// Pence that a school pays in its first year.
const FIRST_YEAR: i64 = 4_500_000;
/// Last year's bands: fewest pupils, hundredths of a percent.
const BANDS: [(i32, i32); 3] = [(0, 700), (300, 600), (900, 500)];
/// Pence that all schools together are to pay next year.
const NEXT_YEAR: i64 = 160_000_000;

const SERVICES: &str = "School improvement\nFinance and payroll\nHuman resources\nData and technology\nEstates and \
                        compliance\nGovernance";
const APPEAL: &str = "In writing to the chair of the audit and risk committee within 20 school days";

/// A school's charge of the current year, in pence.
pub fn of_school(school: &School, gag: i64, pupils: i64) -> i64 {
    match school.kind {
        _ if school.is_new => FIRST_YEAR,
        Kind::Special => BY_PLACE * pupils,
        _ => gag * i64::from(FLAT) / 10_000,
    }
}

/// Adds the rules of three years.
pub fn write_policies(maker: &mut Maker<'_>, schools: &[School]) {
    let banded = policy(maker, 0, None, CentralChargeModel::Banded, None, None);
    for (from_pupils, rate_hundredths) in BANDS {
        let (id, trust_id) = (maker.ids.next("central_charge_band"), maker.trust_id);
        maker.batch.central_charge_band.push(central_charge_band::Model {
            id,
            trust_id,
            policy_id: banded,
            from_pupils,
            rate_hundredths,
        });
    }
    policy(maker, 1, None, CentralChargeModel::FlatRate, Some(FLAT), None);
    for school in schools {
        match school.kind {
            _ if school.is_new => policy(maker, 1, Some(school.id), CentralChargeModel::Fixed, None, Some(FIRST_YEAR)),
            Kind::Special => policy(maker, 1, Some(school.id), CentralChargeModel::PerPupil, None, Some(BY_PLACE)),
            _ => continue,
        };
    }
    policy(maker, 2, None, CentralChargeModel::Apportioned, None, Some(NEXT_YEAR));
}

fn policy(
    maker: &mut Maker<'_>,
    year: usize,
    school_id: Option<Uuid>,
    model: CentralChargeModel,
    rate_hundredths: Option<i32>,
    amount_pence: Option<i64>,
) -> Uuid {
    let id = maker.ids.next("central_charge_policy");
    maker.batch.central_charge_policy.push(central_charge_policy::Model {
        id,
        trust_id: maker.trust_id,
        academic_year_id: maker.calendar.years[year],
        school_id,
        model,
        rate_hundredths,
        amount_pence,
        services: SERVICES.to_owned(),
        appeal_route: Some(APPEAL.to_owned()),
        updated_at: changed_at(id, None),
    });
    id
}

/// What a school has to do with the pool.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// General annual grant, in pence.
    pub gag: i64,
    /// Whether a private finance contract is paid out of it.
    pub pfi: bool,
    /// Pupils with premium: what the pool is given out by.
    pub premium: i64,
}

/// Adds the pool of the current year: a hundredth of what may be pooled, given out by pupils with premium.
pub fn write_pool(maker: &mut Maker<'_>, schools: &[School], parts: &[Part]) {
    if schools.len() < 2 {
        return;
    }
    let contract = |part: &Part| if part.pfi { part.gag * 8 / 100 } else { 0 };
    let paid: Vec<i64> = parts.iter().map(|part| (part.gag - contract(part)) / 100).collect();
    let got = shares(paid.iter().sum(), &parts.iter().map(|part| part.premium).collect::<Vec<_>>());
    for (((school, part), contribution_pence), allocation_pence) in schools.iter().zip(parts).zip(paid).zip(got) {
        let id = maker.ids.next("pool_allocation");
        maker.batch.pool_allocation.push(pool_allocation::Model {
            id,
            trust_id: maker.trust_id,
            school_id: school.id,
            academic_year_id: maker.calendar.years[1],
            contribution_pence,
            pfi_pence: contract(part),
            allocation_pence,
            driver: format!("Shared by pupils with pupil premium, of whom it has {}", part.premium),
            reason: None,
            updated_at: changed_at(id, None),
        });
    }
}

/// Adds the rates of payroll: the statutory ones, and those of the trust's fund of local government pensions.
pub fn write_rates(maker: &mut Maker<'_>) {
    let trust_id = maker.trust_id;
    maker.batch.payroll_rate.extend(rates::statutory(trust_id));
    for (valid_from, rate_hundredths) in [(day(2023, 4, 1), 2_080), (day(2026, 4, 1), 1_940)] {
        maker.batch.payroll_rate.push(payroll_rate::Model {
            id: maker.ids.next("payroll_rate"),
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
