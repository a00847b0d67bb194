//! Schools of the trust: members, those about to join and those that left.
//! A school owns itself. The facts come from GIAS; the national list is in the register tables.

use sea_orm::entity::prelude::*;

/// A school that is, was or will be part of the trust.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "school")]
pub struct Model {
    /// Identity of the row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Trust whose row it is.
    pub trust_id: Uuid,
    /// Unique reference number, six digits; a conversion gives a new one.
    pub urn: Option<String>,
    /// Local authority code, the first three digits of the LAESTAB.
    pub la_code: Option<String>,
    /// Establishment number, the last four digits of the LAESTAB.
    pub estab_no: Option<String>,
    /// UK provider reference number, eight digits.
    pub ukprn: Option<String>,
    /// Name as registered.
    pub name: String,
    /// `name` folded, for human order and search.
    pub name_fold: String,
    /// Establishment type, GIAS code.
    pub type_code: Option<String>,
    /// Establishment type, GIAS label.
    pub type_name: Option<String>,
    /// `NURSERY`, `PRIMARY`, `MIDDLE_DEEMED_PRIMARY`, `SECONDARY`, `MIDDLE_DEEMED_SECONDARY`, `SIXTEEN_PLUS`, `ALL_THROUGH` or `NOT_APPLICABLE`.
    pub phase: String,
    /// `OPEN`, `CLOSED`, `OPEN_PROPOSED_TO_CLOSE` or `PROPOSED_TO_OPEN`.
    pub status: String,
    /// `MEMBER`, `JOINING` or `FORMER`, as the trust sees it.
    pub stage: String,
    /// Day the establishment opened under this URN.
    pub open_date: Option<Date>,
    /// Day the establishment closed.
    pub close_date: Option<Date>,
    /// Reason for opening, GIAS label.
    pub reason_opened: Option<String>,
    /// Reason for closing, GIAS label.
    pub reason_closed: Option<String>,
    /// Youngest age admitted, in years.
    pub low_age: Option<i32>,
    /// Oldest age admitted, in years.
    pub high_age: Option<i32>,
    /// `MIXED`, `BOYS` or `GIRLS`.
    pub gender_of_entry: Option<String>,
    /// Religious character, GIAS label.
    pub religious_character: Option<String>,
    /// Diocese, GIAS label.
    pub diocese: Option<String>,
    /// Admissions policy, GIAS label.
    pub admissions_policy: Option<String>,
    /// Whether it has nursery classes.
    pub has_nursery: bool,
    /// Whether it has a sixth form.
    pub has_sixth_form: bool,
    /// Places in the building.
    pub capacity: Option<i32>,
    /// Published admission number: places offered in the year of entry.
    pub pan: Option<i32>,
    /// Pupils on roll at the last count published.
    pub number_on_roll: Option<i32>,
    /// Share of pupils eligible for free meals, in hundredths of a percent.
    pub fsm_hundredths: Option<i32>,
    /// Whether it has resourced provision for SEN.
    pub resourced_provision: bool,
    /// Whether it has a SEN unit.
    pub sen_unit: bool,
    /// First line of the address.
    pub address_line1: Option<String>,
    /// Town.
    pub town: Option<String>,
    /// County.
    pub county: Option<String>,
    /// Postcode, with one space.
    pub postcode: Option<String>,
    /// Government office region.
    pub region: Option<String>,
    /// Region of the teachers' pay scales: `ENGLAND`, `FRINGE`, `OUTER_LONDON` or `INNER_LONDON`.
    pub pay_region: String,
    /// Urban or rural setting, GIAS label.
    pub urban_rural: Option<String>,
    /// IDACI decile of the postcode, 1 being the most deprived.
    pub deprivation_decile: Option<i32>,
    /// Gross internal floor area, in square metres.
    pub floor_area_m2: Option<i32>,
    /// Whether the building is under a private finance contract.
    pub pfi: bool,
    /// System the row was imported from; none if entered here.
    pub source_system: Option<String>,
    /// Key of the row in that system.
    pub source_key: Option<String>,
    /// When it was last imported.
    pub imported_at: Option<DateTimeUtc>,
    /// When the row last changed, in UTC; written by whatever changes it.
    pub updated_at: DateTimeUtc,
}

/// None: the engine reads by declared links.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
