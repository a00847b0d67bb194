//! Types answered from what the process knows of the caller and of its own declarations, without a statement.

use serde_json::Value as Json;

use super::{Access, Catalogue};
use crate::caller::Caller;

/// A type without rows.
#[derive(Debug)]
pub struct MemoryType {
    /// The GraphQL type.
    pub name: &'static str,
    /// What it is.
    pub description: &'static str,
    /// Its fields.
    pub fields: Vec<MemoryField>,
}

/// The answer of a field in memory: from the catalogue, the caller, the parent's value and the arguments.
pub type MemoryFunction = fn(&Catalogue, &Caller, &Json, &Json) -> Json;

/// A field answered from memory.
#[derive(Debug)]
pub struct MemoryField {
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
    pub function: Option<MemoryFunction>,
}

/// Declares a type answered from memory.
pub fn memory_type(
    name: &'static str,
    description: &'static str,
    fields: impl IntoIterator<Item = MemoryField>,
) -> MemoryType {
    MemoryType { name, description, fields: fields.into_iter().collect() }
}

/// Declares a field answered from memory: name, type in SDL, access, description.
pub fn memory_field(
    name: &'static str,
    ty: &'static str,
    access: impl Into<Access>,
    description: &'static str,
) -> MemoryField {
    MemoryField { name, ty, access: access.into(), description, arguments: Vec::new(), function: None }
}

impl MemoryField {
    /// Takes an argument.
    #[must_use]
    pub fn argument(mut self, name: &'static str, ty: &'static str, description: &'static str) -> Self {
        self.arguments.push((name, ty, description));
        self
    }

    /// Is worked out by a function.
    #[must_use]
    pub fn by(mut self, function: MemoryFunction) -> Self {
        self.function = Some(function);
        self
    }
}
