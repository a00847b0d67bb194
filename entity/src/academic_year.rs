//! Academic years, which are also the accounting years of an academy trust.
//! Owned by the trust; terms, classes, budgets and assessment points hang from them.

use sea_orm::entity::prelude::*;

/// One academic year of a trust.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "academic_year")]
pub struct Model {
    /// Identity of the row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Trust whose row it is.
    pub trust_id: Uuid,
    /// Label as people write it: `2025/26`.
    pub label: String,
    /// First day, usually 1 September.
    pub starts_on: Date,
    /// First day after the year.
    pub ends_on: Date,
}

/// None: the engine reads by declared links.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
