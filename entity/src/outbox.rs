//! The outbox: every change in the order of its number, for feeds, webhooks and caches. Filled by the database
//! from the audit trail, in the transaction of the change.

use sea_orm::entity::prelude::*;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outbox")]
pub struct Model {
    /// Number, rising; gaps are possible.
    #[sea_orm(primary_key)]
    pub seq: i64,
    /// Transaction of the change on PostgreSQL; read below the oldest that still runs.
    pub txid: Option<i64>,
    /// Trust whose row it is.
    pub trust_id: Uuid,
    /// Groups the rows of one action.
    pub change_key: Uuid,
    /// GraphQL type of the row.
    pub type_name: String,
    /// Key of the row.
    pub row_key: Uuid,
    /// `CREATED`, `UPDATED` or `REMOVED`.
    pub kind: String,
    /// Whom the row belonged to before.
    pub owner_before: Option<Uuid>,
    /// Whom the row belongs to now.
    pub owner_after: Option<Uuid>,
    /// Names of the fields that changed, a JSON list.
    pub changed_fields: String,
    /// When, in UTC.
    pub at: DateTimeUtc,
}

/// None: the engine reads by declared links.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
