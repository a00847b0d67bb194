//! The audit trail: who changed what, row by row. Only ever added to, and written with the change.

use sea_orm::entity::prelude::*;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_event")]
pub struct Model {
    /// Identity of the row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Trust whose row it is.
    pub trust_id: Uuid,
    /// Groups the rows of one action.
    pub change_key: Uuid,
    /// Place within the action.
    pub position: i64,
    /// Who acted.
    pub principal_id: Uuid,
    /// Principal on whose behalf, for an application.
    pub acting_for: Option<Uuid>,
    /// Action, such as `recordAssessments`.
    pub action: String,
    /// `CREATED`, `UPDATED`, `REMOVED` or `READ`.
    pub kind: String,
    /// GraphQL type of the row.
    pub type_name: String,
    /// Key of the row.
    pub row_key: Uuid,
    /// Whom the row belonged to before; none for a new row or one of the trust.
    pub owner_before: Option<Uuid>,
    /// Whom the row belongs to now; none for a removed row or one of the trust.
    pub owner_after: Option<Uuid>,
    /// Names of the fields that changed, a JSON list; never their values.
    pub changed_fields: String,
    /// When, in UTC.
    pub at: DateTimeUtc,
    /// Name of the operation of the document.
    pub operation: Option<String>,
    /// Purpose that the request stated.
    pub purpose: Option<String>,
}

/// None: the engine reads by declared links.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
