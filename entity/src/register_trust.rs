//! A group of schools in the national register: multi-academy trust, single-academy trust, sponsor or federation.
//!
//! Public, and without a tenant: every trust on the platform reads the same rows. One legal entity may own several
//! rows (a sponsor beside its trust, a closed single-academy trust beside the trust it became); `entity_uid` joins them.

use sea_orm::entity::prelude::*;

/// A group of schools in the national register.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "register_trust")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Number of the group in GIAS (Group UID).
    #[sea_orm(unique)]
    pub uid: i32,
    /// Group ID: `TR` or `SP` and five digits.
    pub group_id: Option<String>,
    /// Name as the newest file gives it.
    pub name: String,
    /// Folded name, for order and search.
    pub name_fold: String,
    /// Companies House number, eight characters.
    pub companies_house_no: Option<String>,
    /// UK provider reference number, eight digits.
    pub ukprn: Option<String>,
    /// MULTI_ACADEMY_TRUST, SINGLE_ACADEMY_TRUST, SCHOOL_SPONSOR, FEDERATION, TRUST or OTHER.
    pub group_type: String,
    /// OPEN, CLOSED, PROPOSED_TO_OPEN or PROPOSED_TO_CLOSE.
    pub status: String,
    /// When the company was incorporated.
    pub incorporated_on: Option<Date>,
    /// When the group opened.
    pub opened_on: Option<Date>,
    /// When the group closed.
    pub closed_on: Option<Date>,
    /// Street of the registered address.
    pub address_line1: Option<String>,
    /// Town of the registered address.
    pub town: Option<String>,
    /// County of the registered address.
    pub county: Option<String>,
    /// Postcode, with one space.
    pub postcode: Option<String>,
    /// `uid` of the group that stands for the same legal entity; its own where it stands for itself.
    pub entity_uid: Option<i32>,
    /// Date of the newest file that described the group: an older one never overwrites it.
    pub detail_on: Date,
}

/// None: the engine joins by declared columns.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
