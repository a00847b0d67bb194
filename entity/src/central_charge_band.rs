//! Bands of a central charge by size of school. Owned by the trust.

use sea_orm::entity::prelude::*;

/// A rate for schools from a size on.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "central_charge_band")]
pub struct Model {
    /// Identity of the row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Trust whose row it is.
    pub trust_id: Uuid,
    /// Rule the band is part of.
    pub policy_id: Uuid,
    /// Fewest pupils of the band; the next band ends it.
    pub from_pupils: i32,
    /// Rate of the general annual grant, in hundredths of a percent.
    pub rate_hundredths: i32,
}

/// None: the engine reads by declared links.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
