//! Computed values: what a function returns, such as a financial position or what the caller may do.
//!
//! A computed object is a Rust type with async-graphql's derive and serde's: names, types and descriptions of its fields
//! follow from it ([`Output`]). Types that follow from other declarations, such as those of measures, are put together
//! from [`ComputedField`]s.

use std::fmt;
use std::sync::Arc;

use async_graphql::OutputType;
use serde::Serialize;
use serde_json::Value as Json;

use super::{Access, Catalogue, Output};
use crate::caller::Caller;

/// A type that follows from other declarations; it has no rows.
#[derive(Debug)]
pub struct ComputedType {
    /// The GraphQL type.
    pub name: &'static str,
    /// What it is.
    pub description: &'static str,
    /// Its fields.
    pub fields: Vec<ComputedField>,
}

type Function = dyn Fn(&Catalogue, &Caller, &Json) -> Json + Send + Sync;

/// The function of a computed field: it takes the catalogue, the caller and the arguments that were given.
#[derive(Clone)]
pub struct ComputedFunction(Arc<Function>);

impl fmt::Debug for ComputedFunction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ComputedFunction")
    }
}

impl ComputedFunction {
    /// The value, as JSON.
    #[must_use]
    pub fn call(&self, catalogue: &Catalogue, caller: &Caller, arguments: &Json) -> Json {
        (self.0)(catalogue, caller, arguments)
    }
}

/// The type of a computed field.
#[derive(Clone, Copy, Debug)]
pub enum Returns {
    /// A type in SDL, such as `[String!]!`.
    Sdl(&'static str),
    /// A Rust type.
    Rust(Output),
}

/// A field that no column stands behind.
#[derive(Debug)]
pub struct ComputedField {
    /// The name.
    pub name: &'static str,
    /// The type.
    pub returns: Returns,
    /// Who may read it.
    pub access: Access,
    /// What it is.
    pub description: &'static str,
    /// Arguments: name, type in SDL, description.
    pub arguments: Vec<(&'static str, &'static str, &'static str)>,
    /// The value; without one, the parent's value of that name.
    pub function: Option<ComputedFunction>,
    /// Fields with functions of their own, which its type has besides those of the Rust type.
    pub parts: Vec<ComputedField>,
}

/// A type of these fields.
pub(crate) fn computed_type(
    name: &'static str,
    description: &'static str,
    fields: impl IntoIterator<Item = ComputedField>,
) -> ComputedType {
    ComputedType { name, description, fields: fields.into_iter().collect() }
}

/// A field of a computed type: name, type in SDL, access, description.
pub(crate) fn computed_field(
    name: &'static str,
    sdl: &'static str,
    access: impl Into<Access>,
    description: &'static str,
) -> ComputedField {
    let (returns, access) = (Returns::Sdl(sdl), access.into());
    ComputedField { name, returns, access, description, arguments: Vec::new(), function: None, parts: Vec::new() }
}

/// A field with a function that returns a Rust type: name, access, description, function. As a root field, or as a part
/// of one ([`ComputedField::part`]).
pub fn computed<T: OutputType + Serialize + 'static>(
    name: &'static str,
    access: impl Into<Access>,
    description: &'static str,
    function: fn(&Catalogue, &Caller, &Json) -> T,
) -> ComputedField {
    let output = Output::of::<T>();
    let json = move |catalogue: &Catalogue, caller: &Caller, arguments: &Json| {
        output.json(&function(catalogue, caller, arguments))
    };
    ComputedField {
        returns: Returns::Rust(output),
        function: Some(ComputedFunction(Arc::new(json))),
        ..computed_field(name, "", access, description)
    }
}

impl ComputedField {
    /// Takes an argument: name, type in SDL, description.
    #[must_use]
    pub fn argument(mut self, name: &'static str, ty: &'static str, description: &'static str) -> Self {
        self.arguments.push((name, ty, description));
        self
    }

    /// Has a field whose value a function of its own returns, such as one that takes arguments.
    #[must_use]
    pub fn part(mut self, part: ComputedField) -> Self {
        self.parts.push(part);
        self
    }
}
