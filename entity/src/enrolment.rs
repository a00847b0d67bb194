//! Spells on the roll of a school. Owned by that school, which keeps its own period for ever.

use sea_orm::entity::prelude::*;

/// One spell of a child at a school.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "enrolment")]
pub struct Model {
    /// Identity of the row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Trust whose row it is.
    pub trust_id: Uuid,
    /// Child enrolled.
    pub pupil_id: Uuid,
    /// School of the roll.
    pub school_id: Uuid,
    /// Number in the admission register.
    pub admission_no: Option<String>,
    /// First day on roll.
    pub entry_date: Date,
    /// Day of leaving; none while on roll.
    pub leaving_date: Option<Date>,
    /// Census enrolment status: `CURRENT`, `MAIN`, `SUBSIDIARY` or `GUEST`.
    pub status: String,
    /// National curriculum year followed, 0 being reception; at leaving for a closed spell.
    pub nc_year: i32,
    /// Name of the registration class.
    pub registration_group: Option<String>,
    /// Whether the child boards.
    pub boarder: bool,
    /// Whether the child attends part time.
    pub part_time: bool,
    /// Where the child went.
    pub leaving_destination: Option<String>,
    /// Grounds for removal from the roll, code of the census.
    pub grounds_for_removal: Option<String>,
    /// System the row was imported from; none if entered here.
    pub source_system: Option<String>,
    /// Key of the row in that system.
    pub source_key: Option<String>,
    /// When it was last imported.
    pub imported_at: Option<DateTimeUtc>,
    /// When the row last changed, in UTC; written by whatever changes it.
    pub updated_at: DateTimeUtc,
    /// Version of the row, rising with every change; a change names the one it saw.
    pub row_version: i32,
}

/// None: the engine reads by declared links.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
