//! Posts a post reported to in the past, where that was another than today. Owned by the school of the post.

use sea_orm::entity::prelude::*;

/// What a post reported to for a time that is over.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "reporting_line")]
pub struct Model {
    /// Identity of the row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Trust whose row it is.
    pub trust_id: Uuid,
    /// The post.
    pub post_id: Uuid,
    /// School of the post; none for the central team.
    pub school_id: Option<Uuid>,
    /// Post it reported to; none where it reported to nobody of the trust.
    pub manager_post_id: Option<Uuid>,
    /// First day.
    pub starts_on: Date,
    /// First day on which it no longer held.
    pub ends_on: Date,
}

/// None: the engine reads by declared links.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
