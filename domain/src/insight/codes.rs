//! Closed code sets of pupils. The database stores the names of the values.

use async_graphql::Enum;

/// Sex as the school census records it.
#[derive(Clone, Copy, PartialEq, Eq, Enum)]
pub enum Sex {
    /// Female.
    Female,
    /// Male.
    Male,
}

/// Special educational provision.
#[derive(Clone, Copy, PartialEq, Eq, Enum)]
pub enum SenProvision {
    /// None.
    None,
    /// SEN support (census code K).
    Support,
    /// An education, health and care plan (census code E).
    Ehcp,
}
