//! One spell of a school in a group of the national register, as dated snapshots of the group links show it.
//!
//! A group link says when a school joined and never when it left: a spell ends when the next snapshot that covers
//! the group no longer lists the school, which is why every row keeps when it was first and last seen.

use sea_orm::entity::prelude::*;

/// One spell of a school in a group.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "register_membership")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The group.
    pub register_trust_id: Uuid,
    /// The school.
    pub register_school_id: Uuid,
    /// When the school joined, as the newest snapshot of the spell says.
    pub joined_on: Option<Date>,
    /// When it left, where another fact tells: it joined another trust, it closed, or the group did.
    pub left_on: Option<Date>,
    /// Date of the oldest snapshot that lists it.
    pub first_seen_on: Date,
    /// Date of the newest snapshot that lists it.
    pub last_seen_on: Date,
    /// Listed in the newest snapshot that covers the legal entity.
    pub current: bool,
}

/// None: the engine joins by declared columns.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
