//! Closed code sets of access. The database stores the names of the values.

use async_graphql::Enum;

/// What a principal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum PrincipalKind {
    /// A person of the trust.
    Person,
    /// An application of a vendor or of the trust.
    Application,
}

/// Where a version of the scheme of delegation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum SchemeStatus {
    /// Being written.
    Draft,
    /// Approved by the board, not yet in force.
    Approved,
    /// In force.
    InForce,
    /// Replaced by a later one.
    Superseded,
}
