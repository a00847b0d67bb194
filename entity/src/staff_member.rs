//! Employees of the trust, past ones too. Owned by the schools of their present and past posts.
//! Names are copies of the person's, written with them, so that a list of staff is one read.

use sea_orm::entity::prelude::*;

/// A person's employment record.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "staff_member")]
pub struct Model {
    /// Identity of the row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Trust whose row it is.
    pub trust_id: Uuid,
    /// Who it is.
    pub person_id: Uuid,
    /// Staff number of the trust.
    pub staff_no: String,
    /// Copy of the person's given names.
    pub given_name: String,
    /// Copy of the person's surname.
    pub family_name: String,
    /// Copy of the person's folded names, for search.
    pub name_fold: String,
    /// Copy of the person's folded surname, for human order.
    pub family_fold: String,
    /// E-mail address at work.
    pub email_work: Option<String>,
    /// `LEADERSHIP`, `TEACHER`, `TEACHING_ASSISTANT`, `SUPPORT`, `ADMINISTRATION`, `PREMISES`, `CATERING` or `CENTRAL`.
    pub role_category: String,
    /// Title of the main post.
    pub main_post_title: Option<String>,
    /// School of the main post; none for the central team.
    pub main_school_id: Option<Uuid>,
    /// Teacher reference number, seven digits.
    pub trn: Option<String>,
    /// Day from which service counts as unbroken.
    pub continuous_service_from: Option<Date>,
    /// First day in the trust's employment.
    pub trust_start: Option<Date>,
    /// Last day in the trust's employment.
    pub leaving_date: Option<Date>,
    /// Why the person left.
    pub leaving_reason: Option<String>,
    /// Qualified teacher status: `QTS`, `QTLS` or `NONE`.
    pub qts_status: Option<String>,
    /// Day the status was awarded.
    pub qts_date: Option<Date>,
    /// Early career teacher: `NONE`, `YEAR_1`, `YEAR_2` or `COMPLETED`.
    pub ect_status: Option<String>,
    /// Day the induction period ends.
    pub ect_period_end: Option<Date>,
    /// Day the leave to work ends, if it does.
    pub right_to_work_expiry: Option<Date>,
    /// Teachers' Pensions reference.
    pub teacher_pension_no: Option<String>,
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
