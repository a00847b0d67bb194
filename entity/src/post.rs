//! Posts of the establishment, filled or not. Owned by the school, or by the trust for central ones.
//! Who holds a post is said by the contracts.

use sea_orm::entity::prelude::*;

/// A place in the staffing structure.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "post")]
pub struct Model {
    /// Identity of the row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Trust whose row it is.
    pub trust_id: Uuid,
    /// School of the post; none for the central team.
    pub school_id: Option<Uuid>,
    /// Title.
    pub title: String,
    /// `title` folded, for human order and search.
    pub title_fold: String,
    /// Category, as of a staff member.
    pub role_category: String,
    /// Post, code of the school workforce census.
    pub swc_post: Option<String>,
    /// Post this one reports to; none at the top.
    pub line_manager_post_id: Option<Uuid>,
    /// Established size, in hundredths of a full-time equivalent.
    pub fte_established_hundredths: i32,
    /// Account the salary is charged to.
    pub ledger_code_id: Option<Uuid>,
    /// `FILLED`, `VACANT` or `FROZEN`.
    pub status: String,
    /// Day from which it is vacant.
    pub vacancy_from: Option<Date>,
    /// `PERMANENT`, `FIXED_TERM` or `TEMPORARY`.
    pub tenure: Option<String>,
    /// When the row last changed, in UTC; written by whatever changes it.
    pub updated_at: DateTimeUtc,
    /// Version of the row, rising with every change; a change names the one it saw.
    pub row_version: i32,
}

/// None: the engine reads by declared links.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
