//! Pay scales by region, statutory and local. Owned by the trust; the amounts are in the points.

use sea_orm::entity::prelude::*;

/// A scale on which people are paid.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "pay_scale")]
pub struct Model {
    /// Identity of the row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Trust whose row it is.
    pub trust_id: Uuid,
    /// Code of the scale.
    pub code: String,
    /// Name.
    pub name: String,
    /// `ENGLAND`, `FRINGE`, `OUTER_LONDON` or `INNER_LONDON`.
    pub region: String,
    /// `MAIN`, `UPPER`, `UNQUALIFIED`, `LEADERSHIP` or `SUPPORT`.
    pub category: String,
    /// Whether the scale is set nationally.
    pub is_statutory: bool,
}

/// None: the engine reads by declared links.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
