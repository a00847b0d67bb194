//! Trustees, members and governors. Owned by the school, or by the trust for its board.

use sea_orm::entity::prelude::*;

/// An appointment to a body of governance.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "governance_appointment")]
pub struct Model {
    /// Identity of the row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Trust whose row it is.
    pub trust_id: Uuid,
    /// Who is appointed.
    pub person_id: Uuid,
    /// School governed; none for a body of the trust.
    pub school_id: Option<Uuid>,
    /// `TRUST_BOARD`, `COMMITTEE`, `LOCAL_GOVERNING_BODY` or `MEMBERS`.
    pub body: String,
    /// Role on the body, as the code list names it.
    pub role_code: String,
    /// Who appointed.
    pub appointed_by: Option<String>,
    /// First day.
    pub starts_on: Date,
    /// First day no longer in office; none while open.
    pub ends_on: Option<Date>,
    /// Length of the term, in years.
    pub term_years: Option<i32>,
}

/// None: the engine reads by declared links.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
