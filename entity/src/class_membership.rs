//! Who is in which class and when. Owned by the school and the class.

use sea_orm::entity::prelude::*;

/// A spell of a child in a class.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "class_membership")]
pub struct Model {
    /// Identity of the row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Trust whose row it is.
    pub trust_id: Uuid,
    /// Child.
    pub pupil_id: Uuid,
    /// Class.
    pub class_id: Uuid,
    /// School of the class.
    pub school_id: Uuid,
    /// First day.
    pub starts_on: Date,
    /// First day no longer in it; none while open.
    pub ends_on: Option<Date>,
}

/// None: the engine reads by declared links.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
