//! Parents, carers and other contacts of a child. Owned by the child's present school and class.

use sea_orm::entity::prelude::*;

/// A person's relation to a child.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contact")]
pub struct Model {
    /// Identity of the row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Trust whose row it is.
    pub trust_id: Uuid,
    /// Child.
    pub pupil_id: Uuid,
    /// Present school of the child; none once it has left the trust.
    pub school_id: Option<Uuid>,
    /// Who the contact is.
    pub person_id: Uuid,
    /// Relationship to the child, as the code list names it.
    pub relationship: String,
    /// Whether the person has parental responsibility.
    pub parental_responsibility: bool,
    /// Order in which to call, 1 being first.
    pub priority: i32,
    /// Whether the child lives with the person.
    pub lives_with: bool,
    /// Court order that limits contact, if any.
    pub court_order: Option<String>,
}

/// None: the engine reads by declared links.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
