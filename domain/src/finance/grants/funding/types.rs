//! The GraphQL types of a school's funding.

use async_graphql::SimpleObject;
use entity::school;
use graph::declare::{Coded, Linked};
use serde::Serialize;

use crate::platform::input::Money;
use entity::codes::{FundingDriver, GrantStream};

/// What a school is funded with in an academic year, before and after the trust allocates it.
#[derive(Debug, SimpleObject, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SchoolFunding {
    /// The academic year.
    pub year: String,
    /// The school.
    pub school: Linked<school::Entity>,
    /// Pupils that the general annual grant was worked out on.
    pub pupils: Option<i64>,
    /// Its grants, capital too, before anything is moved.
    pub before: FundingSum,
    /// What it has to spend: before, and all that moved it.
    pub after: FundingSum,
    /// The difference.
    pub moved: FundingSum,
    /// Its grants, by stream.
    pub grants: Vec<FundingGrant>,
    /// What moved its funding; together they are the difference.
    pub drivers: Vec<FundingMove>,
    /// Part of the general annual grant that pays for a private finance contract (PFI): it is not pooled. Null where
    /// the school is in no pool.
    pub private_finance: Option<Money>,
    /// What was meant for the pool out of funding for private finance, and is not counted. Null where the school is in
    /// no pool.
    pub refused_contribution: Option<Money>,
}

/// An amount, and the same for each pupil.
#[derive(Debug, SimpleObject, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FundingSum {
    /// Amount for the year.
    pub amount: Money,
    /// For each pupil of the general annual grant; null where there is no number.
    pub per_pupil: Option<Money>,
}

/// What a grant brings.
#[derive(Debug, SimpleObject, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FundingGrant {
    /// What it is for.
    pub stream: Coded<GrantStream>,
    /// Amount for the year.
    pub amount: Money,
    /// For each pupil of the general annual grant.
    pub per_pupil: Option<Money>,
}

/// Something that moved a school's funding.
#[derive(Debug, SimpleObject, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FundingMove {
    /// What it is.
    pub driver: Coded<FundingDriver>,
    /// By how much: negative where the school pays.
    pub amount: Money,
    /// For each pupil of the general annual grant.
    pub per_pupil: Option<Money>,
    /// How it was worked out, or why, in words.
    pub reason: String,
}
