//! Budgets of a school or of the central team, by year and version.
//! Owned by the school, or by the trust for the central team; the amounts are in the lines.

use sea_orm::entity::prelude::*;

/// One version of a year's budget.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "budget")]
pub struct Model {
    /// Identity of the row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Trust whose row it is.
    pub trust_id: Uuid,
    /// School the budget is for; none for the central team.
    pub school_id: Option<Uuid>,
    /// Year the budget is for.
    pub academic_year_id: Uuid,
    /// Version, rising from 1.
    pub version: i32,
    /// `DRAFT`, `APPROVED` or `REVISED`.
    pub status: String,
    /// Day the trustees approved it.
    pub approved_on: Option<Date>,
    /// When the row last changed, in UTC; written by whatever changes it.
    pub updated_at: DateTimeUtc,
    /// Principal who set its lines last.
    pub prepared_by: Option<Uuid>,
    /// Principal who approved it.
    pub approved_by: Option<Uuid>,
    /// Version of the row, rising with every change; a change names the one it saw.
    pub row_version: i32,
}

/// None: the engine reads by declared links.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
