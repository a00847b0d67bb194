//! Points of the pay scales with the amounts of each award. Owned by the trust.

use sea_orm::entity::prelude::*;

/// What one point is worth from a day on.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "pay_point")]
pub struct Model {
    /// Identity of the row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Trust whose row it is.
    pub trust_id: Uuid,
    /// Scale of the point.
    pub pay_scale_id: Uuid,
    /// Name of the point: `M3`.
    pub point: String,
    /// Place on the scale, rising with pay.
    pub sort: i32,
    /// First day the amount holds; the next award ends it.
    pub valid_from: Date,
    /// Full-time annual pay, in pence.
    pub annual_pence: i64,
    /// Point reached by progression, if any.
    pub next_point: Option<String>,
}

/// None: the engine reads by declared links.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
