//! People: staff, governors and the contacts of pupils, one row for one human being.
//! Owned by the schools where they are staff or governors, or of the children they are contacts of.
//! Pupils are not here: a child has a record of its own.

use sea_orm::entity::prelude::*;

/// A person the trust knows.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "person")]
pub struct Model {
    /// Identity of the row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Trust whose row it is.
    pub trust_id: Uuid,
    /// Form of address.
    pub title: Option<String>,
    /// Legal given names.
    pub given_name: String,
    /// Legal surname.
    pub family_name: String,
    /// Name the person goes by, if another.
    pub preferred_name: Option<String>,
    /// Earlier names.
    pub former_names: Option<String>,
    /// Given and family name, then the preferred name, folded for search.
    pub name_fold: String,
    /// `family_name` folded, for human order.
    pub family_fold: String,
    /// Date of birth.
    pub date_of_birth: Option<Date>,
    /// `FEMALE` or `MALE`.
    pub sex: Option<String>,
    /// First line of the home address.
    pub address_line1: Option<String>,
    /// Town of the home address.
    pub town: Option<String>,
    /// Postcode of the home address, with one space.
    pub postcode: Option<String>,
    /// Telephone number.
    pub phone: Option<String>,
    /// E-mail address at work.
    pub email_work: Option<String>,
    /// Private e-mail address.
    pub email_personal: Option<String>,
    /// National insurance number, without spaces.
    pub ni_number: Option<String>,
    /// Ethnicity, code of the workforce census.
    pub ethnicity: Option<String>,
    /// Religion, as the person gave it.
    pub religion: Option<String>,
    /// Sexual orientation, as the person gave it.
    pub sexual_orientation: Option<String>,
    /// Disability, as the person gave it.
    pub disability: Option<String>,
    /// Nationality.
    pub nationality: Option<String>,
    /// When the row last changed, in UTC; written by whatever changes it.
    pub updated_at: DateTimeUtc,
    /// Version of the row, rising with every change; a change names the one it saw.
    pub row_version: i32,
}

/// None: the engine reads by declared links.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
