//! Expected pupil numbers by school, academic year and year group. Owned by the school.

use sea_orm::entity::prelude::*;

/// One expected number on roll.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "roll_projection")]
pub struct Model {
    /// Identity of the row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Trust whose row it is.
    pub trust_id: Uuid,
    /// School the projection is for.
    pub school_id: Uuid,
    /// Year it looks at.
    pub academic_year_id: Uuid,
    /// National curriculum year, 0 being reception.
    pub nc_year: i32,
    /// Pupils expected on the autumn census day.
    pub expected: i32,
}

/// None: the engine reads by declared links.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
