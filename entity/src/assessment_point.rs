//! Points of the year at which schools assess. Owned by the trust.

use sea_orm::entity::prelude::*;

/// One assessment point.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "assessment_point")]
pub struct Model {
    /// Identity of the row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Trust whose row it is.
    pub trust_id: Uuid,
    /// Year of the point.
    pub academic_year_id: Uuid,
    /// Code within the year: `AUT2`.
    pub code: String,
    /// Name with the year: `2025/26 AUT2`.
    pub name: String,
    /// Place over all years, rising with time.
    pub sort: i32,
    /// Day the point stands for.
    pub on_date: Date,
}

/// None: the engine reads by declared links.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
