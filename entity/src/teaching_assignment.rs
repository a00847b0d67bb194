//! Who teaches which class. Owned by the school and the class.
//! It decides what "my classes" are, so a change here changes what a teacher may see.

use sea_orm::entity::prelude::*;

/// A staff member's part in teaching a class.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "teaching_assignment")]
pub struct Model {
    /// Identity of the row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Trust whose row it is.
    pub trust_id: Uuid,
    /// Staff member teaching.
    pub staff_id: Uuid,
    /// The same person's record.
    pub person_id: Uuid,
    /// Class taught.
    pub class_id: Uuid,
    /// Subject taught; none for a class teacher of all.
    pub subject_id: Option<Uuid>,
    /// School of the class.
    pub school_id: Uuid,
    /// Periods per timetable cycle, in hundredths.
    pub periods_hundredths: i32,
    /// Share of the class, in thousandths; the shares of a class add to 1000.
    pub share_thousandths: i32,
    /// First day.
    pub starts_on: Date,
    /// First day no longer teaching it; none while open.
    pub ends_on: Option<Date>,
}

/// None: the engine reads by declared links.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
