//! Periods in which a child counted for funding. Owned by the school at the time and the class.
//! Care and protection have tables of their own: their rows ask other permissions.

use sea_orm::entity::prelude::*;

/// A period of eligibility.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "funding_flag")]
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
    /// `FSM` (meals), `PP_FSM` (premium criterion), `FSM6` (ever in six years) or `SERVICE`.
    pub kind: String,
    /// First day.
    pub starts_on: Date,
    /// First day it no longer holds; none while open.
    pub ends_on: Option<Date>,
    /// Note on the evidence.
    pub detail: Option<String>,
    /// Version of the row, rising with every change; a change names the one it saw.
    pub row_version: i32,
}

/// None: the engine reads by declared links.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
