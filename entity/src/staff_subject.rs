//! What staff are qualified to teach. Owned as the staff member is.

use sea_orm::entity::prelude::*;

/// A staff member's qualification in a subject.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "staff_subject")]
pub struct Model {
    /// Identity of the row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Trust whose row it is.
    pub trust_id: Uuid,
    /// Staff member qualified.
    pub staff_id: Uuid,
    /// The same person's record.
    pub person_id: Uuid,
    /// Subject.
    pub subject_id: Uuid,
    /// `DEGREE`, `A_LEVEL` or `TRAINED`.
    pub level: String,
}

/// None: the engine reads by declared links.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
