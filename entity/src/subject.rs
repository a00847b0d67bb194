//! Subjects that are taught and assessed. Owned by the trust, so that schools compare alike.

use sea_orm::entity::prelude::*;

/// A subject of the trust's curriculum.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "subject")]
pub struct Model {
    /// Identity of the row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Trust whose row it is.
    pub trust_id: Uuid,
    /// Short code: `MAT`.
    pub code: String,
    /// Name in full.
    pub name: String,
    /// Place in lists.
    pub sort: i32,
}

/// None: the engine reads by declared links.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
