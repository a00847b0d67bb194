//! Central charges: what schools pay for the central team, by the rules of three years.

use entity::codes::CentralChargeModel;
use entity::{central_charge_band, central_charge_policy};
use uuid::Uuid;

use crate::builder::Builder;
use crate::trust::calendar::changed_at;
use crate::trust::schools::{Kind, School};

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

/// Services that the charge pays for, one a line.
const SERVICES: &str = "School improvement\nFinance and payroll\nHuman resources\nData and technology\nEstates and \
                        compliance\nGovernance";
/// How a school may appeal against the charge.
const APPEAL: &str = "In writing to the chair of the audit and risk committee within 20 school days";

/// A school's charge of the current year, in pence.
pub fn of_school(school: &School, gag: i64, pupils: i64) -> i64 {
    match school.kind {
        _ if school.is_new => FIRST_YEAR,
        Kind::Special => BY_PLACE * pupils,
        _ => gag * i64::from(FLAT) / 10_000,
    }
}

/// Adds the charging policies of three years: by bands last year, mostly a flat rate this year, apportioned next year.
pub fn write_policies(builder: &mut Builder<'_>, schools: &[School]) {
    let banded = policy(builder, 0, None, CentralChargeModel::Banded, None, None);
    for (from_pupils, rate_hundredths) in BANDS {
        let (id, trust_id) = (builder.ids.next("central_charge_band"), builder.trust_id);
        builder.batch.central_charge_band.push(central_charge_band::Model {
            id,
            trust_id,
            policy_id: banded,
            from_pupils,
            rate_hundredths,
        });
    }
    policy(builder, 1, None, CentralChargeModel::FlatRate, Some(FLAT), None);
    for school in schools {
        match school.kind {
            _ if school.is_new => {
                policy(builder, 1, Some(school.id), CentralChargeModel::Fixed, None, Some(FIRST_YEAR))
            }
            Kind::Special => policy(builder, 1, Some(school.id), CentralChargeModel::PerPupil, None, Some(BY_PLACE)),
            _ => continue,
        };
    }
    policy(builder, 2, None, CentralChargeModel::Apportioned, None, Some(NEXT_YEAR));
}

fn policy(
    builder: &mut Builder<'_>,
    year: usize,
    school_id: Option<Uuid>,
    model: CentralChargeModel,
    rate_hundredths: Option<i32>,
    amount_pence: Option<i64>,
) -> Uuid {
    let id = builder.ids.next("central_charge_policy");
    builder.batch.central_charge_policy.push(central_charge_policy::Model {
        id,
        trust_id: builder.trust_id,
        academic_year_id: builder.calendar.years[year],
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
