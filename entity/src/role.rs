//! Roles of the scheme of delegation. Owned by the trust, which edits them; what they allow is in
//! the role's permissions.

use sea_orm::entity::prelude::*;

/// A named set of permissions.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "role")]
pub struct Model {
    /// Identity of the row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Trust whose row it is.
    pub trust_id: Uuid,
    /// Code: `headteacher`.
    pub code: String,
    /// Name for people.
    pub name: String,
    /// Who should hold it.
    pub description: String,
    /// Whether applications hold it, not people.
    pub is_application: bool,
    /// Whether it is held without a grant, as `everyone` is.
    pub is_implicit: bool,
}

/// None: the engine reads by declared links.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
