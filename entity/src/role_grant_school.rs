//! Schools a grant holds at. Owned as the grant is.

use sea_orm::entity::prelude::*;

/// One school of a grant.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "role_grant_school")]
pub struct Model {
    /// Identity of the row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Trust whose row it is.
    pub trust_id: Uuid,
    /// Grant.
    pub role_grant_id: Uuid,
    /// School it holds at.
    pub school_id: Uuid,
    /// Holder of the grant.
    pub principal_id: Uuid,
}

/// None: the engine reads by declared links.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
