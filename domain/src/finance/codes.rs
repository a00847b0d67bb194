//! Closed code sets of finance. The database stores the names of the values.

use async_graphql::Enum;

/// What a ledger code counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum LedgerType {
    /// Income.
    Income,
    /// Expenditure.
    Expenditure,
    /// What is owned.
    Asset,
    /// What is owed.
    Liability,
    /// What is kept.
    Reserve,
}

/// For what money may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum FundType {
    /// For anything.
    Unrestricted,
    /// General annual grant: for educating pupils.
    RestrictedGag,
    /// For what its giver said.
    RestrictedOther,
    /// For buildings and equipment.
    FixedAsset,
}

/// Where a budget stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum BudgetStatus {
    /// Being written.
    Draft,
    /// Approved by the board.
    Approved,
    /// Approved, then revised.
    Revised,
}

/// What a grant is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum GrantStream {
    /// General annual grant.
    Gag,
    /// Pupil premium.
    PupilPremium,
    /// Sport in primary schools.
    PeSport,
    /// Universal infant free school meals.
    Uifsm,
    /// Top-up for special needs.
    SenTopUp,
    /// Sixteen to nineteen.
    SixteenToNineteen,
    /// Buildings.
    Capital,
    /// Something else.
    Other,
}

/// By which rule schools pay for the centre.
#[derive(Clone, Copy, PartialEq, Eq, Enum)]
pub enum CentralChargeModel {
    /// One percentage of the general annual grant.
    FlatRate,
    /// An amount for each pupil.
    PerPupil,
    /// An amount for the school.
    Fixed,
    /// A percentage of the general annual grant that depends on the size of the school.
    Banded,
    /// A sum for all schools, shared by pupils.
    Apportioned,
}

/// What moves a school's funding between grant and spending.
#[derive(Clone, Copy, PartialEq, Eq, Enum)]
pub enum FundingDriver {
    /// The charge for central services.
    TopSlice,
    /// Paid into the trust's pool.
    PoolContribution,
    /// Got out of the trust's pool.
    PoolAllocation,
}
