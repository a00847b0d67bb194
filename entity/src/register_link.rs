//! A predecessor, successor or other link between two URNs of the national register.
//!
//! Either end may be a school the register does not hold, so both are kept as URNs.

use sea_orm::entity::prelude::*;

/// A link from one URN to another.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "register_link")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The school the link belongs to, once the register holds it.
    pub register_school_id: Option<Uuid>,
    /// URN the link belongs to.
    pub urn: String,
    /// URN at the other end.
    pub linked_urn: String,
    /// Name of the school at the other end.
    pub linked_name: Option<String>,
    /// Label of the GIAS link type ('Predecessor', 'Successor - merged').
    pub link_type: String,
    /// When the link was made.
    pub established_on: Option<Date>,
    /// Date of the newest file that listed it: an older one never overwrites it.
    pub seen_on: Date,
}

/// None: the engine joins by declared columns.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
