//! Whether a document fits the schema: async-graphql's rules, and the engine's own where those are not enough.

use std::panic::AssertUnwindSafe;

use async_graphql_parser::types::{ExecutableDocument, OperationType, Selection, SelectionSet};
use futures::FutureExt;

use super::{overlap, values};
use crate::error::{Code, Fault, Location, Refusal};
use crate::schema::{Body, Model, SUBSCRIPTION};

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
    one_live_field(tree)?;
    variable_types(tree, model)?;
    // Without variables: the result is cached for every caller, so it must not depend on one caller's values. The name
    // of the operation matters only in documents of several.
    let mut request = async_graphql::Request::new(text);
    if let Some((Some(name), _)) = tree.operations.iter().next() {
        request = request.operation_name(name.as_str());
    }
    // async-graphql 7.0.19 panics on some documents (a variable of an unknown type with a default): they are refused.
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

/// Refuses an operation whose root type the schema does not have.
fn kinds(tree: &ExecutableDocument, model: &Model) -> Result<(), Refusal> {
    for (_, operation) in tree.operations.iter() {
        let missing = match operation.node.ty {
            OperationType::Query => None,
            OperationType::Mutation => (!model.has("Mutation")).then_some("mutations"),
            OperationType::Subscription => (!model.has(SUBSCRIPTION)).then_some("subscriptions"),
        };
        if let Some(what) = missing {
            return Err(Refusal::at(Code::ValidationFailed, format!("this schema has no {what}"), operation.pos));
        }
    }
    Ok(())
}

/// A subscription has exactly one root field, whatever its variables, and does not select the schema.
fn one_live_field(tree: &ExecutableDocument) -> Result<(), Refusal> {
    let subscriptions =
        tree.operations.iter().filter(|(_, operation)| operation.node.ty == OperationType::Subscription);
    for (_, operation) in subscriptions {
        let mut keys = Vec::new();
        root_keys(tree, &operation.node.selection_set.node, &mut Vec::new(), &mut keys)?;
        if keys.len() != 1 {
            let message =
                format!("a subscription has exactly one field at its root, this one has {}: split it", keys.len());
            return Err(Refusal::at(Code::ValidationFailed, message, operation.pos));
        }
    }
    Ok(())
}

/// The response keys at the root. A condition is refused: the number of root fields would depend on a variable.
fn root_keys<'t>(
    tree: &'t ExecutableDocument,
    set: &'t SelectionSet,
    open: &mut Vec<&'t str>,
    keys: &mut Vec<&'t str>,
) -> Result<(), Refusal> {
    for item in &set.items {
        let (directives, below) = match &item.node {
            Selection::Field(field) => {
                if field.node.name.node.starts_with("__") {
                    let message = "a subscription cannot select the schema: select it in a query";
                    return Err(Refusal::at(Code::ValidationFailed, message, item.pos));
                }
                let key = field.node.response_key().node.as_str();
                if !keys.contains(&key) {
                    keys.push(key);
                }
                (&field.node.directives, None)
            }
            Selection::InlineFragment(fragment) => (&fragment.node.directives, Some(&fragment.node.selection_set.node)),
            Selection::FragmentSpread(spread) => {
                let name = spread.node.fragment_name.node.as_str();
                let fragment = tree.fragments.get(name).filter(|_| !open.contains(&name));
                open.push(name);
                (&spread.node.directives, fragment.map(|fragment| &fragment.node.selection_set.node))
            }
        };
        if directives.iter().any(|directive| matches!(directive.node.name.node.as_str(), "skip" | "include")) {
            let message =
                "@skip and @include are not allowed at the root of a subscription: leave the field out instead";
            return Err(Refusal::at(Code::ValidationFailed, message, item.pos));
        }
        if let Some(below) = below {
            root_keys(tree, below, open, keys)?;
        }
    }
    Ok(())
}

/// The type an operation starts from.
pub(super) fn root(operation: OperationType) -> &'static str {
    match operation {
        OperationType::Query => "Query",
        OperationType::Mutation => "Mutation",
        OperationType::Subscription => SUBSCRIPTION,
    }
}

/// Every variable has an input type that exists.
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
                        "the variable `${}` has the type `{name}`, which is not an input type",
                        variable.node.name.node
                    ),
                    variable.node.var_type.pos,
                ));
            }
        }
    }
    Ok(())
}
