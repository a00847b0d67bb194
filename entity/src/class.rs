//! Registration and teaching classes of one academic year. Owned by the school.

use sea_orm::entity::prelude::*;

/// A class that pupils are members of.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "class")]
pub struct Model {
    /// Identity of the row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Trust whose row it is.
    pub trust_id: Uuid,
    /// School of the class.
    pub school_id: Uuid,
    /// Year the class runs in.
    pub academic_year_id: Uuid,
    /// Subject taught; none for a registration class.
    pub subject_id: Option<Uuid>,
    /// Code in the timetable.
    pub code: String,
    /// Name as staff say it: `6M`.
    pub name: String,
    /// `name` folded, for human order and search.
    pub name_fold: String,
    /// National curriculum year, where all pupils share one.
    pub nc_year: Option<i32>,
    /// `REGISTRATION` or `TEACHING`.
    pub kind: String,
    /// When the row last changed, in UTC; written by whatever changes it.
    pub updated_at: DateTimeUtc,
}

/// None: the engine reads by declared links.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
