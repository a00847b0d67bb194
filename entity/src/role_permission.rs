//! What a role allows and how far. Owned by the trust.

use sea_orm::entity::prelude::*;

/// One permission of a role.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "role_permission")]
pub struct Model {
    /// Identity of the row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Trust whose row it is.
    pub trust_id: Uuid,
    /// Role.
    pub role_id: Uuid,
    /// Permission: `PUPIL_READ`.
    pub permission: String,
    /// `TRUST`, `SCHOOL`, `OWN_CLASSES`, `REPORTING_LINE` or `SELF`.
    pub reach: String,
    /// Rule that narrows the rows further, named in the scheme.
    pub row_limit: Option<String>,
}

/// None: the engine reads by declared links.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
