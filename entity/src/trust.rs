//! The tenants: multi-academy trusts and single-academy trusts.
//! A trust owns itself: `trust_id` repeats `id`, so that every table can be scoped alike.

use sea_orm::entity::prelude::*;

/// A trust that keeps its data here.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "trust")]
pub struct Model {
    /// Identity of the row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The same as `id`.
    pub trust_id: Uuid,
    /// Registered name.
    pub name: String,
    /// `name` folded, for human order and search.
    pub name_fold: String,
    /// Companies House number, eight characters with its leading zeros.
    pub companies_house_no: Option<String>,
    /// UK provider reference number, eight digits.
    pub ukprn: Option<String>,
    /// Unique identifier of the group in GIAS.
    pub gias_group_uid: Option<i32>,
    /// Group identifier in GIAS (`TR` and five digits).
    pub gias_group_id: Option<String>,
    /// `MULTI_ACADEMY_TRUST` or `SINGLE_ACADEMY_TRUST`.
    pub trust_type: String,
    /// `OPEN` or `CLOSED`.
    pub status: String,
    /// Day of incorporation.
    pub incorporated_on: Option<Date>,
    /// First line of the registered address.
    pub address_line1: Option<String>,
    /// Town of the registered address.
    pub town: Option<String>,
    /// County of the registered address.
    pub county: Option<String>,
    /// Postcode of the registered address, with one space.
    pub postcode: Option<String>,
    /// Address of the public website.
    pub website: Option<String>,
    /// How schools pay for central services, as the trust names it.
    pub central_charge_model: Option<String>,
    /// Reserves the policy asks for, in hundredths of a percent of income.
    pub reserves_policy_hundredths: Option<i32>,
    /// Months after which the trust renews a DBS check.
    pub dbs_renewal_months: i32,
    /// Smallest group of people that an aggregate may show.
    pub suppression_threshold: i32,
}

/// None: the engine reads by declared links.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
