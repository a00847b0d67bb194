//! The trace of sensitive reads: who was told what of whose record. Only ever added to, soon after the answer.

use sea_orm::entity::prelude::*;

/// One row that was told in one request.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "access_event")]
pub struct Model {
    /// Identity of the row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Trust whose row it is.
    pub trust_id: Uuid,
    /// Groups the rows of one request.
    pub request_key: Uuid,
    /// Who was told.
    pub principal_id: Uuid,
    /// Principal on whose behalf, for an application.
    pub acting_for: Option<Uuid>,
    /// GraphQL type of the row.
    pub type_name: String,
    /// Key of the row.
    pub row_key: Uuid,
    /// GraphQL type of the one whose record the row is.
    pub subject_type: String,
    /// Key of the one whose record the row is.
    pub subject_key: Uuid,
    /// What was told, a JSON list of coordinates; never a value.
    pub fields: String,
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
