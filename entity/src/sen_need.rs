//! Needs recorded in a SEN record, in order of weight. Owned as the record is.

use sea_orm::entity::prelude::*;

/// One need.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sen_need")]
pub struct Model {
    /// Identity of the row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Trust whose row it is.
    pub trust_id: Uuid,
    /// Record the need is part of.
    pub sen_record_id: Uuid,
    /// Child.
    pub pupil_id: Uuid,
    /// School at the time.
    pub school_id: Uuid,
    /// Rank, 1 being the primary need.
    pub need_rank: i32,
    /// Type of need, code of the school census.
    pub need_type: String,
}

/// None: the engine reads by declared links.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
