//! Closed code sets of pupils. The database stores the names of the values.

use async_graphql::Enum;

/// Special educational provision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum SenProvision {
    /// None.
    None,
    /// SEN support (census code K).
    Support,
    /// An education, health and care plan (census code E).
    Ehcp,
}

/// What an enrolment is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum EnrolmentStatus {
    /// The only one (census code C).
    Current,
    /// The main one of several (census code M).
    Main,
    /// A further one beside the main (census code S).
    Subsidiary,
    /// A guest, on no census (census code G).
    Guest,
}

/// What a class is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum ClassKind {
    /// Where pupils are registered.
    Registration,
    /// Where a subject is taught.
    Teaching,
}

/// Why a pupil is funded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum FundingKind {
    /// Entitled to free school meals.
    Fsm,
    /// Meets the free-meals criterion of the pupil premium.
    PpFsm,
    /// Met it at some time in the last six years.
    #[graphql(name = "FSM6")]
    Fsm6,
    /// Child of someone in the armed services.
    Service,
}

/// Care status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum CareKind {
    /// Looked after by a local authority.
    Lac,
    /// Previously looked after.
    Plac,
    /// A child in need.
    Cin,
    /// A young carer.
    YoungCarer,
}

/// Child protection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum ProtectionKind {
    /// On a child protection plan.
    Cp,
}

/// Special educational provision that is recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum SenRecordProvision {
    /// SEN support.
    Support,
    /// An education, health and care plan.
    Ehcp,
}
