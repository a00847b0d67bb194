//! Where a staff member works or worked: one row per spell and school. Owned by that school.
//! It decides whose staff list a person is on; the terms of employment are in the contracts.

use sea_orm::entity::prelude::*;

/// A spell of a staff member at a school.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "staff_school")]
pub struct Model {
    /// Identity of the row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Trust whose row it is.
    pub trust_id: Uuid,
    /// Staff member.
    pub staff_id: Uuid,
    /// The same person's record.
    pub person_id: Uuid,
    /// School worked at.
    pub school_id: Uuid,
    /// First day.
    pub starts_on: Date,
    /// First day no longer there; none while open.
    pub ends_on: Option<Date>,
}

/// None: the engine reads by declared links.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
