//! Children on the roll of a school of the trust, now or in the past.
//! Owned by every school that has enrolled the child; `school_id` is the present one, which alone
//! has the current address and contacts.

use sea_orm::entity::prelude::*;

/// A child's record.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "pupil")]
pub struct Model {
    /// Identity of the row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Trust whose row it is.
    pub trust_id: Uuid,
    /// School where the child is on roll now; none once it has left the trust.
    pub school_id: Option<Uuid>,
    /// Unique pupil number, thirteen characters.
    pub upn: Option<String>,
    /// Earlier pupil numbers, separated by spaces.
    pub former_upns: Option<String>,
    /// Unique learner number, ten digits.
    pub uln: Option<String>,
    /// Legal given names.
    pub given_name: String,
    /// Legal surname.
    pub family_name: String,
    /// Name the child goes by, if another.
    pub preferred_name: Option<String>,
    /// Given and family name, then the preferred name, folded for search.
    pub name_fold: String,
    /// `family_name` folded, for human order.
    pub family_fold: String,
    /// `given_name` folded, for human order.
    pub given_fold: String,
    /// Date of birth.
    pub date_of_birth: Date,
    /// `FEMALE` or `MALE`.
    pub sex: String,
    /// National curriculum year now, 0 being reception; none once left.
    pub nc_year: Option<i32>,
    /// Name of the registration class now.
    pub registration_group: Option<String>,
    /// First line of the home address.
    pub address_line1: Option<String>,
    /// Town of the home address.
    pub town: Option<String>,
    /// Postcode of the home address, with one space.
    pub postcode: Option<String>,
    /// Whether the address must not be told to everyone who may see the child.
    pub address_restricted: bool,
    /// Whether photographs may be used.
    pub photo_consent: bool,
    /// Whether there is a medical condition that staff should know of.
    pub medical_flag: bool,
    /// The conditions.
    pub medical_conditions: Option<String>,
    /// Ethnicity, code of the school census.
    pub ethnicity: Option<String>,
    /// Religion, as the parents gave it.
    pub religion: Option<String>,
    /// First language, code of the school census.
    pub first_language: Option<String>,
    /// Whether English is an additional language.
    pub eal: bool,
    /// Whether the pupil premium is paid, whatever the reason.
    pub pupil_premium: bool,
    /// Special educational needs provision now: `NONE`, `SUPPORT` or `EHCP`.
    pub sen_provision: String,
    /// IDACI decile of the home postcode, 1 being the most deprived.
    pub deprivation_decile: Option<i32>,
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
