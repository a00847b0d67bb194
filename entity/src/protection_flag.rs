//! Periods on a child protection plan. Owned by the school at the time; safeguarding staff only.

use sea_orm::entity::prelude::*;

/// A period of protection.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "protection_flag")]
pub struct Model {
    /// Identity of the row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Trust whose row it is.
    pub trust_id: Uuid,
    /// Child.
    pub pupil_id: Uuid,
    /// School at the time.
    pub school_id: Uuid,
    /// `CP`.
    pub kind: String,
    /// First day.
    pub starts_on: Date,
    /// First day it no longer holds; none while open.
    pub ends_on: Option<Date>,
    /// Note.
    pub detail: Option<String>,
    /// Version of the row, rising with every change; a change names the one it saw.
    pub row_version: i32,
}

/// None: the engine reads by declared links.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
