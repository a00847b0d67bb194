//! Rates of what an employer pays on top of pay, by date. Owned by the trust.

use sea_orm::entity::prelude::*;

/// A rate from a day on; the next one of its kind ends it.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "payroll_rate")]
pub struct Model {
    /// Identity of the row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Trust whose row it is.
    pub trust_id: Uuid,
    /// `EMPLOYER_NI`, `TPS`, `LGPS` or `APPRENTICESHIP_LEVY`.
    pub kind: String,
    /// First day it holds.
    pub valid_from: Date,
    /// Rate, in hundredths of a percent of pay.
    pub rate_hundredths: i32,
    /// Amount of a year in pence: threshold of National Insurance, allowance of the levy.
    pub annual_pence: Option<i64>,
    /// Threshold as published for a month, in pence.
    pub monthly_pence: Option<i64>,
    /// Pay of a year in pence up to which no National Insurance is due for an employee under 21 or an
    /// apprentice under 25.
    pub young_pence: Option<i64>,
}

/// None: the engine reads by declared links.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
