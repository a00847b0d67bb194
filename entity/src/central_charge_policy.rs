//! How the centre is paid for, by year. Owned by the trust; a row with a school is the exception for it.

use sea_orm::entity::prelude::*;

/// A rule by which schools are charged for central services.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "central_charge_policy")]
pub struct Model {
    /// Identity of the row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Trust whose row it is.
    pub trust_id: Uuid,
    /// Year it holds for.
    pub academic_year_id: Uuid,
    /// School it is an exception for; none for the rule of all others.
    pub school_id: Option<Uuid>,
    /// `FLAT_RATE`, `PER_PUPIL`, `FIXED`, `BANDED` or `APPORTIONED`.
    pub model: String,
    /// Rate of the general annual grant, in hundredths of a percent, where the rate is flat.
    pub rate_hundredths: Option<i32>,
    /// Amount in pence: for each pupil, for each school, or for all schools together, as the model says.
    pub amount_pence: Option<i64>,
    /// What the charge pays for, one service a line.
    pub services: String,
    /// How a school appeals against it.
    pub appeal_route: Option<String>,
    /// When the row last changed, in UTC; written by whatever changes it.
    pub updated_at: DateTimeUtc,
}

/// None: the engine reads by declared links.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
