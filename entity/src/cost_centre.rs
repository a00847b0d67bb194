//! Cost centres, by which spending is owned. Owned by a school, or by the trust for central ones.

use sea_orm::entity::prelude::*;

/// A cost centre.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "cost_centre")]
pub struct Model {
    /// Identity of the row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Trust whose row it is.
    pub trust_id: Uuid,
    /// School it belongs to; none for a central one.
    pub school_id: Option<Uuid>,
    /// Code in the ledger.
    pub code: String,
    /// Name.
    pub name: String,
}

/// None: the engine reads by declared links.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
