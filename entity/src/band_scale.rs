//! Scales of teacher judgement, by version. Owned by the trust; the bands are rows of their own.

use sea_orm::entity::prelude::*;

/// A version of an assessment scale.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "band_scale")]
pub struct Model {
    /// Identity of the row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Trust whose row it is.
    pub trust_id: Uuid,
    /// Name.
    pub name: String,
    /// Version, rising from 1.
    pub version: i32,
    /// First day of use.
    pub starts_on: Date,
    /// Whether new assessments use it.
    pub is_default: bool,
}

/// None: the engine reads by declared links.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
