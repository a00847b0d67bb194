//! The GraphQL types of a top-slice.

use async_graphql::SimpleObject;
use entity::school;
use graph::declare::{Coded, Linked};
use serde::Serialize;

use crate::money::Decimal;
use crate::platform::input::Money;
use entity::codes::CentralChargeModel;

/// What a school pays for central services in an academic year.
#[derive(Debug, SimpleObject, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TopSlice {
    /// The academic year.
    pub year: String,
    /// The school.
    pub school: Linked<school::Entity>,
    /// By which rule it is charged.
    pub model: Coded<CentralChargeModel>,
    /// Whether the rule is one for this school alone.
    pub is_exception: bool,
    /// The percentage of the general annual grant, where the rule has one.
    pub rate_percent: Option<Decimal>,
    /// The amount for each pupil, where the rule has one.
    pub amount_per_pupil: Option<Money>,
    /// General annual grant (GAG) of the year, before the charge.
    pub general_grant: Money,
    /// Pupils that the grant was worked out on.
    pub pupils: Option<i64>,
    /// How the amount was worked out, in words.
    pub basis: String,
    /// What the school pays in the year.
    pub amount: Money,
    /// The same as a percentage of its grant, to one decimal.
    pub percent_of_general_grant: Option<Decimal>,
    /// The grant less the charge.
    pub net_general_grant: Money,
    /// What it pays for.
    pub services: Vec<String>,
    /// How the school appeals against it.
    pub appeal_route: Option<String>,
}

/// What all schools pay for central services in an academic year.
#[derive(Debug, SimpleObject, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TrustTopSlice {
    /// The academic year.
    pub year: String,
    /// General annual grant (GAG) of all schools.
    pub general_grant: Money,
    /// What all schools pay in the year.
    pub amount: Money,
    /// The same as a percentage of the grant, to one decimal.
    pub percent_of_general_grant: Option<Decimal>,
    /// The grant less the charges.
    pub net_general_grant: Money,
    /// Each school that is charged, by name.
    pub schools: Vec<TopSlice>,
    /// Schools with a grant to which no rule of the year applies, or of which a figure that the rule needs is not
    /// known.
    pub not_charged: Vec<Linked<school::Entity>>,
}
