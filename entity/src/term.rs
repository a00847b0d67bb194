//! Terms and half terms of an academic year. Owned by the trust.

use sea_orm::entity::prelude::*;

/// A term, the unit in which a trust plans and reports.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "term")]
pub struct Model {
    /// Identity of the row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Trust whose row it is.
    pub trust_id: Uuid,
    /// Year the term is part of.
    pub academic_year_id: Uuid,
    /// Short code: `AUT1`.
    pub code: String,
    /// Name in full.
    pub name: String,
    /// Place within the year, rising with time.
    pub sort: i32,
    /// First day.
    pub starts_on: Date,
    /// First day after the term.
    pub ends_on: Date,
}

/// None: the engine reads by declared links.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
