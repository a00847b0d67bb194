//! Periods of special educational provision. Owned by the school at the time and the class.
//! The needs are rows of their own; the provision of today is also on the pupil.

use sea_orm::entity::prelude::*;

/// A period of SEN support or of an education, health and care plan.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sen_record")]
pub struct Model {
    /// Identity of the row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Trust whose row it is.
    pub trust_id: Uuid,
    /// Child.
    pub pupil_id: Uuid,
    /// School at the time.
    pub school_id: Uuid,
    /// `SUPPORT` or `EHCP`.
    pub provision: String,
    /// First day.
    pub starts_on: Date,
    /// First day it no longer holds; none while open.
    pub ends_on: Option<Date>,
    /// Authority that issued the plan.
    pub ehcp_authority: Option<String>,
    /// Day the plan was issued.
    pub ehcp_issued_on: Option<Date>,
    /// Day by which the annual review is due.
    pub ehcp_review_due_on: Option<Date>,
    /// Band of the top-up funding.
    pub top_up_band: Option<String>,
}

/// None: the engine reads by declared links.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
