//! A school in the national register, under its URN.
//!
//! Public, and without a tenant. A file of group links gives a thin row (name, type, phase,
//! authority); a file of establishments fills it and `detail_on` says as of when.

use sea_orm::entity::prelude::*;

/// A school in the national register.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "register_school")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Unique reference number, six digits.
    #[sea_orm(unique)]
    pub urn: String,
    /// Local authority, three digits; with `estab_no` the DfE number.
    pub la_code: Option<String>,
    /// Name of the local authority.
    pub la_name: Option<String>,
    /// Establishment number, four digits.
    pub estab_no: Option<String>,
    /// UK provider reference number, eight digits.
    pub ukprn: Option<String>,
    /// Name of the school.
    pub name: String,
    /// Folded name, for order and search.
    pub name_fold: String,
    /// Code of the GIAS establishment type.
    pub type_code: Option<String>,
    /// Label of the GIAS establishment type.
    pub type_name: Option<String>,
    /// NURSERY, PRIMARY, MIDDLE_DEEMED_PRIMARY, SECONDARY, MIDDLE_DEEMED_SECONDARY, SIXTEEN_PLUS, ALL_THROUGH or
    /// NOT_APPLICABLE (special and alternative schools).
    pub phase: String,
    /// OPEN, CLOSED, OPEN_PROPOSED_TO_CLOSE or PROPOSED_TO_OPEN; null while only group links have named the school,
    /// which do not say.
    pub status: Option<String>,
    /// When the school opened under this URN.
    pub open_date: Option<Date>,
    /// When the school closed under this URN.
    pub close_date: Option<Date>,
    /// Why it opened.
    pub reason_opened: Option<String>,
    /// Why it closed.
    pub reason_closed: Option<String>,
    /// Lowest statutory age.
    pub low_age: Option<i32>,
    /// Highest statutory age.
    pub high_age: Option<i32>,
    /// MIXED, BOYS or GIRLS.
    pub gender_of_entry: Option<String>,
    /// Religious character; null where the school has none.
    pub religious_character: Option<String>,
    /// Diocese.
    pub diocese: Option<String>,
    /// Admissions policy.
    pub admissions_policy: Option<String>,
    /// Whether it has nursery classes.
    pub has_nursery: Option<bool>,
    /// Whether it has an official sixth form.
    pub has_sixth_form: Option<bool>,
    /// Places.
    pub capacity: Option<i32>,
    /// Pupils on roll at the newest census the file knew.
    pub number_on_roll: Option<i32>,
    /// Percentage eligible for free school meals, in hundredths (32.4 % is 3240).
    pub fsm_hundredths: Option<i32>,
    /// Street.
    pub address_line1: Option<String>,
    /// Locality.
    pub locality: Option<String>,
    /// Town.
    pub town: Option<String>,
    /// County.
    pub county: Option<String>,
    /// Postcode, with one space.
    pub postcode: Option<String>,
    /// Region of England.
    pub region: Option<String>,
    /// Administrative district.
    pub district: Option<String>,
    /// Urban or rural class.
    pub urban_rural: Option<String>,
    /// Date of the newest file that named the school.
    pub seen_on: Date,
    /// Date of the newest file of establishments that described it; null while the row is thin.
    pub detail_on: Option<Date>,
}

/// None: the engine joins by declared columns.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
