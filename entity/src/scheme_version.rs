//! Versions of the scheme of delegation that grants refer to. Owned by the trust.

use sea_orm::entity::prelude::*;

/// A version of the scheme.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "scheme_version")]
pub struct Model {
    /// Identity of the row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Trust whose row it is.
    pub trust_id: Uuid,
    /// Number, rising from 1.
    pub number: i32,
    /// `DRAFT`, `APPROVED`, `IN_FORCE` or `SUPERSEDED`.
    pub status: String,
    /// Day the trustees approved it.
    pub approved_on: Option<Date>,
    /// First day in force.
    pub effective_from: Option<Date>,
}

/// None: the engine reads by declared links.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
