//! A request becomes a document that fits the schema, an operation, and typed variables.
//!
//! Passed on: [`Accepted`]. Not here: who may read what; that is the plan's.

mod coerce;
mod document;
mod introspect;
mod lexer;
mod overlap;
mod validate;
mod values;

pub use coerce::{Arg, Bind, Variables, argument, coerce};
pub use document::{Document, Documents, Operation, Variable, is_mutation};
pub use introspect::{answer as introspection, asks as asks_introspection};

/// What the planner starts from.
#[derive(Debug)]
pub struct Accepted {
    /// The document.
    pub document: std::sync::Arc<Document>,
    /// Which of its operations.
    pub operation: usize,
    /// The variables, coerced.
    pub variables: Variables,
}

impl Accepted {
    /// The name of the operation.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.document.operations[self.operation].name.as_deref()
    }
}
