//! Contracts of employment. Owned by the school of the post.
//! School and person repeat those of post and staff member, so that scope needs no join.

use sea_orm::entity::prelude::*;

/// A staff member's contract for one post.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contract")]
pub struct Model {
    /// Identity of the row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Trust whose row it is.
    pub trust_id: Uuid,
    /// Staff member employed.
    pub staff_id: Uuid,
    /// The same person's record.
    pub person_id: Uuid,
    /// Post held.
    pub post_id: Uuid,
    /// School of the post; none for the central team.
    pub school_id: Option<Uuid>,
    /// `PERMANENT`, `FIXED_TERM`, `TEMPORARY`, `CASUAL` or `APPRENTICESHIP`.
    pub contract_type: String,
    /// `FULL_TIME`, `PART_TIME` or `TERM_TIME`.
    pub working_pattern: String,
    /// First day.
    pub starts_on: Date,
    /// First day no longer in force; none while open.
    pub ends_on: Option<Date>,
    /// Contracted hours a week, in hundredths.
    pub hours_per_week_hundredths: i32,
    /// Hours a week of a full-time colleague, in hundredths.
    pub full_time_hours_hundredths: i32,
    /// Weeks worked in a year, in thousandths.
    pub weeks_worked_thousandths: i32,
    /// Weeks paid in a year, in thousandths; 52143 for all year.
    pub paid_weeks_thousandths: i32,
    /// Scale paid on; none for a spot salary.
    pub pay_scale_id: Option<Uuid>,
    /// Name of the point on the scale.
    pub pay_point: Option<String>,
    /// Annual salary agreed, in pence, at the contract's hours.
    pub agreed_salary_pence: Option<i64>,
    /// Salary kept under pay protection, in pence.
    pub protected_salary_pence: Option<i64>,
    /// `TPS`, `LGPS` or `NONE`.
    pub pension_scheme: Option<String>,
    /// Whether the employee left the scheme.
    pub pension_opt_out: bool,
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
