//! A request becomes a document that fits the schema, an operation, and typed variables.
//!
//! The result is [`Accepted`]. Not here: who may read what; the plan decides that.

mod argument_json;
mod coerce;
mod document;
mod introspect;
mod lexer;
mod overlap;
mod validate;
mod values;

use crate::caller::Caller;

pub(crate) use argument_json::argument_json;
pub use coerce::{Arg, Bind, Variables, argument, coerce};
pub use document::{Document, Documents, Operation, Variable, is_mutation};
pub use introspect::{answer as introspection, asks as asks_introspection};

/// The key of a cached plan: document, operation, shape of the variables, shape of the rights.
pub(crate) type PlanKey = (u64, usize, String, [u8; 16]);

/// The input of the planner.
#[derive(Debug)]
pub struct Accepted {
    /// The document.
    pub document: std::sync::Arc<Document>,
    /// The place of the operation in [`Document::operations`].
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

    /// The key of the plan of this request for a caller.
    pub(crate) fn key(&self, caller: &Caller) -> PlanKey {
        (self.document.number, self.operation, self.variables.shape.clone(), caller.signature())
    }
}
