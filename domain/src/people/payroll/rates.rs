//! Rates of on-costs by date: what an employer pays on top of pay, and from when. They are the trust's data.

use chrono::NaiveDate;
use entity::codes::PayrollRateKind;
use entity::payroll_rate::{self, Column as R};
use graph::Value;
use graph::declare::{Column, LoadError, Reader, table_rows};
use graph::table_row;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter};
use uuid::Uuid;

/// A rate from a day on.
#[derive(Clone, Debug)]
pub struct Rate {
    /// What it is for.
    pub kind: PayrollRateKind,
    /// First day it holds.
    pub valid_from: NaiveDate,
    /// Hundredths of a percent.
    pub hundredths: i64,
    /// Pence a year: threshold of National Insurance, allowance of the levy.
    pub annual: i64,
    /// The threshold as published for a month, in pence.
    pub monthly: i64,
    /// Pence a year up to which nothing is due for an employee under 21, or an apprentice under 25.
    pub young: i64,
}

/// All rates of a trust.
#[derive(Debug, Default)]
pub struct Rates(pub Vec<Rate>);

impl Rates {
    /// The rate of a kind with the latest start on or before a day.
    #[must_use]
    pub fn on(&self, kind: PayrollRateKind, day: NaiveDate) -> Option<&Rate> {
        let mut held = self.0.iter().filter(|rate| rate.kind == kind && rate.valid_from <= day).collect::<Vec<_>>();
        held.sort_by_key(|rate| rate.valid_from);
        held.last().copied()
    }
}

table_row! {
    struct RateRow of R {
        kind: String = Kind,
        valid_from: NaiveDate = ValidFrom,
        hundredths: i64 = RateHundredths,
        annual: Option<i64> = AnnualPence,
        monthly: Option<i64> = MonthlyPence,
        young: Option<i64> = YoungPence,
    }
}

/// Reads the rates of a trust, in one statement.
pub(super) async fn read(reader: &dyn Reader, trust: &Value) -> Result<Rates, LoadError> {
    let rows = table_rows::<RateRow>(reader, Column::of(R::TrustId), std::slice::from_ref(trust)).await?;
    let rate = |row: RateRow| {
        Some(Rate {
            kind: PayrollRateKind::from_code(&row.kind)?,
            valid_from: row.valid_from,
            hundredths: row.hundredths,
            annual: row.annual.unwrap_or(0),
            monthly: row.monthly.unwrap_or(0),
            young: row.young.unwrap_or(0),
        })
    };
    Ok(Rates(rows.into_iter().filter_map(rate).collect()))
}

const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("dates of this table are written by hand")
}

/// Kind, first day, hundredths of a percent; and in pence the amount of a year, the published amount of a month, and
/// the bound for the young.
type Row = (PayrollRateKind, NaiveDate, i32, Option<i64>, Option<i64>, Option<i64>);

/// Statutory rates that a new trust starts with (domain-model §5.3). The rate of a local government scheme is each
/// fund's own and is not here.
const STATUTORY: [Row; 4] = [
    (PayrollRateKind::EmployerNi, day(2024, 4, 6), 1_380, Some(910_000), Some(75_800), Some(5_027_000)),
    (PayrollRateKind::EmployerNi, day(2025, 4, 6), 1_500, Some(500_000), Some(41_700), Some(5_027_000)),
    (PayrollRateKind::Tps, day(2024, 4, 1), 2_868, None, None, None),
    (PayrollRateKind::ApprenticeshipLevy, day(2017, 4, 6), 50, Some(1_500_000), None, None),
];

/// The rows of the statutory rates. Their ids follow from the trust.
#[must_use]
pub fn statutory(trust_id: Uuid) -> Vec<payroll_rate::Model> {
    STATUTORY
        .into_iter()
        .map(|(kind, valid_from, rate_hundredths, annual_pence, monthly_pence, young_pence)| payroll_rate::Model {
            id: Uuid::new_v5(&trust_id, format!("payroll_rate/{kind}/{valid_from}").as_bytes()),
            trust_id,
            kind,
            valid_from,
            rate_hundredths,
            annual_pence,
            monthly_pence,
            young_pence,
        })
        .collect()
}

/// Adds the statutory rates to a trust that has none; returns how many it added.
///
/// # Errors
/// When the database refuses them.
pub async fn write<C: ConnectionTrait>(txn: &C, trust_id: Uuid) -> anyhow::Result<usize> {
    if payroll_rate::Entity::find().filter(R::TrustId.eq(trust_id)).count(txn).await? > 0 {
        return Ok(0);
    }
    let rows = statutory(trust_id);
    let added = rows.len();
    let rows = rows.into_iter().map(IntoActiveModel::into_active_model);
    payroll_rate::Entity::insert_many(rows).exec_without_returning(txn).await?;
    Ok(added)
}
