//! Computed types: objects that a function returns, such as a financial position or what the caller may do.

use serde_json::Value as Json;

use super::{Access, Catalogue};
use crate::caller::Caller;

/// A type whose values functions return; it has no rows.
#[derive(Debug)]
pub struct ComputedType {
    /// The GraphQL type.
    pub name: &'static str,
    /// What it is.
    pub description: &'static str,
    /// Its fields.
    pub fields: Vec<ComputedField>,
}

/// The function of a computed field: it takes the catalogue, the caller, the parent's value and the arguments.
pub type ComputedFunction = fn(&Catalogue, &Caller, &Json, &Json) -> Json;

/// A field of a computed type.
#[derive(Debug)]
pub struct ComputedField {
    /// The name.
    pub name: &'static str,
    /// The GraphQL type in SDL, such as `[String!]!`.
    pub ty: &'static str,
    /// Who may read it.
    pub access: Access,
    /// What it is.
    pub description: &'static str,
    /// Arguments: name, type in SDL, description.
    pub arguments: Vec<(&'static str, &'static str, &'static str)>,
    /// The answer; without one, the parent's value of that name.
    pub function: Option<ComputedFunction>,
}

/// Declares a computed type.
pub fn computed_type(
    name: &'static str,
    description: &'static str,
    fields: impl IntoIterator<Item = ComputedField>,
) -> ComputedType {
    ComputedType { name, description, fields: fields.into_iter().collect() }
}

/// Declares a field of a computed type: name, type in SDL, access, description.
pub fn computed_field(
    name: &'static str,
    ty: &'static str,
    access: impl Into<Access>,
    description: &'static str,
) -> ComputedField {
    ComputedField { name, ty, access: access.into(), description, arguments: Vec::new(), function: None }
}

impl ComputedField {
    /// Takes an argument.
    #[must_use]
    pub fn argument(mut self, name: &'static str, ty: &'static str, description: &'static str) -> Self {
        self.arguments.push((name, ty, description));
        self
    }

    /// Is worked out by a function.
    #[must_use]
    pub fn by(mut self, function: ComputedFunction) -> Self {
        self.function = Some(function);
        self
    }
}
