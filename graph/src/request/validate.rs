//! Whether a document fits the schema: async-graphql's rules, and ours where those are not enough.

use std::panic::AssertUnwindSafe;

use async_graphql_parser::types::{ExecutableDocument, OperationType};
use futures::FutureExt;

use super::{overlap, values};
use crate::error::{Code, Fault, Location, Refusal};
use crate::schema::{Body, Model};

/// Checks every rule.
///
/// # Errors
/// With every fault found.
pub(super) async fn check(
    text: &str,
    tree: &ExecutableDocument,
    schema: &async_graphql::dynamic::Schema,
    model: &Model,
) -> Result<(), Refusal> {
    kinds(tree, model)?;
    variable_types(tree, model)?;
    // Empty variables: with a caller's values its rules would decide on that caller's, and the outcome is kept. The
    // operation's name only matters for documents of several.
    let mut request = async_graphql::Request::new(text);
    if let Some((Some(name), _)) = tree.operations.iter().next() {
        request = request.operation_name(name.as_str());
    }
    // 7.0.19 panics on some documents (an unknown type of a variable with a default); what panics is refused.
    let outcome = AssertUnwindSafe(schema.execute(request)).catch_unwind().await;
    let Ok(response) = outcome else {
        return Err(Refusal::new(Code::ValidationFailed, "the document does not fit the schema"));
    };
    let used = values::beside_type_names(tree);
    let unused =
        |message: &str| used.iter().any(|name| message.starts_with(&format!("Variable \"${name}\" is not used")));
    let errors: Vec<_> = response.errors.into_iter().filter(|error| !unused(&error.message)).collect();
    if !errors.is_empty() {
        let faults = errors
            .into_iter()
            .map(|error| Fault {
                message: error.message,
                locations: error.locations.into_iter().map(|p| Location { line: p.line, column: p.column }).collect(),
                path: Vec::new(),
            })
            .collect();
        return Err(Refusal { code: Code::ValidationFailed, faults });
    }
    let mut faults = values::check(tree, model);
    faults.extend(overlap::check(tree, model));
    if faults.is_empty() { Ok(()) } else { Err(Refusal { code: Code::ValidationFailed, faults }) }
}

/// What the schema has no root for is told plainly.
fn kinds(tree: &ExecutableDocument, model: &Model) -> Result<(), Refusal> {
    for (_, operation) in tree.operations.iter() {
        let missing = match operation.node.ty {
            OperationType::Query => None,
            OperationType::Mutation => (!model.has("Mutation")).then_some("mutations"),
            OperationType::Subscription => Some("subscriptions"),
        };
        if let Some(what) = missing {
            return Err(Refusal::at(Code::ValidationFailed, format!("this schema has no {what}"), operation.pos));
        }
    }
    Ok(())
}

/// The type an operation starts from.
pub(super) fn root(operation: OperationType) -> &'static str {
    match operation {
        OperationType::Query => "Query",
        OperationType::Mutation => "Mutation",
        OperationType::Subscription => "Subscription",
    }
}

/// Every variable is of a type that exists and can be given.
fn variable_types(tree: &ExecutableDocument, model: &Model) -> Result<(), Refusal> {
    for (_, operation) in tree.operations.iter() {
        for variable in &operation.node.variable_definitions {
            let ty = &variable.node.var_type.node;
            let mut base = &ty.base;
            let name = loop {
                match base {
                    async_graphql_parser::types::BaseType::Named(name) => break name,
                    async_graphql_parser::types::BaseType::List(inner) => base = &inner.base,
                }
            };
            let input = crate::schema::Scalar::named(name).is_some()
                || model
                    .get(name)
                    .is_some_and(|def| matches!(def.body, Body::Input { .. } | Body::Enum(_) | Body::Scalar(_)));
            if !input {
                return Err(Refusal::at(
                    Code::ValidationFailed,
                    format!(
                        "the variable `${}` has the type `{name}`, which is no input type",
                        variable.node.name.node
                    ),
                    variable.node.var_type.pos,
                ));
            }
        }
    }
    Ok(())
}
