//! Requests that may be sent twice: what came of the first, kept for 24 hours.

use sea_orm::entity::prelude::*;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "idempotency_key")]
pub struct Model {
    /// Identity of the row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Trust whose row it is.
    pub trust_id: Uuid,
    /// Who sent it.
    pub principal_id: Uuid,
    /// Key the caller chose.
    pub key: String,
    /// Action it was for.
    pub action: String,
    /// Hash of the input, in hexadecimal.
    pub input_hash: String,
    /// What came of it, as JSON: keys of rows and errors, no values of rows.
    pub answer: String,
    /// When it was first sent, in UTC.
    pub created_at: DateTimeUtc,
    /// When it is forgotten, in UTC.
    pub expires_at: DateTimeUtc,
}

/// None: the engine reads by declared links.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
