//! Introspection, alone or beside data: the part of the operation that asks for it is run by async-graphql against
//! the schema as the caller may use it.

use std::collections::HashSet;

use async_graphql::dynamic::Schema;
use async_graphql_parser::Positioned;
use async_graphql_parser::types::{DocumentOperations, ExecutableDocument, Field, Selection, SelectionSet};
use async_graphql_value::Value as Ast;

use super::document::Document;
use crate::error::{Code, Refusal};

/// The most lists of the schema that may be nested: types, their fields, the fields' arguments.
const MAX_NESTED_LISTS: usize = 3;

fn is_introspection(name: &str) -> bool {
    name == "__schema" || name == "__type"
}

/// Whether the operation asks for the schema.
#[must_use]
pub fn asks(document: &Document, operation: usize) -> bool {
    !root_fields(&document.tree, &document.operations[operation].definition.selection_set.node).is_empty()
}

/// The root fields that ask, wherever a fragment hides them. One under a condition stays under it.
fn root_fields(tree: &ExecutableDocument, set: &SelectionSet) -> Vec<Positioned<Selection>> {
    let mut out = Vec::new();
    collect(tree, set, &mut Vec::new(), &mut HashSet::new(), &mut out);
    out
}

fn collect(
    tree: &ExecutableDocument,
    set: &SelectionSet,
    conditions: &mut Vec<Positioned<async_graphql_parser::types::Directive>>,
    seen: &mut HashSet<String>,
    out: &mut Vec<Positioned<Selection>>,
) {
    for item in &set.items {
        let mut entered = None;
        let (inner, directives) = match &item.node {
            Selection::Field(field) => {
                if is_introspection(field.node.name.node.as_str()) {
                    let mut field = field.clone();
                    field.node.directives.extend(conditions.iter().cloned());
                    out.push(Positioned::new(Selection::Field(field), item.pos));
                }
                continue;
            }
            Selection::InlineFragment(fragment) => (&fragment.node.selection_set.node, &fragment.node.directives),
            Selection::FragmentSpread(spread) => {
                let name = spread.node.fragment_name.node.as_str();
                let Some(fragment) = tree.fragments.get(name) else { continue };
                if !seen.insert(name.to_owned()) {
                    continue;
                }
                entered = Some(name);
                (&fragment.node.selection_set.node, &spread.node.directives)
            }
        };
        let length = conditions.len();
        conditions.extend(directives.iter().cloned());
        collect(tree, inner, conditions, seen, out);
        conditions.truncate(length);
        // Open only while inside: the same fragment may stand under another condition.
        entered.map(|name| seen.remove(name));
    }
}

/// Runs the part that asks, and gives the value of each of its keys as JSON.
///
/// # Errors
/// When it nests too many lists, or asks what the schema as the caller sees it does not have.
pub async fn answer(
    document: &Document,
    operation: usize,
    sent: &serde_json::Map<String, serde_json::Value>,
    schema: &Schema,
) -> Result<Vec<(String, Vec<u8>)>, Refusal> {
    let operation = &document.operations[operation];
    let fields = root_fields(&document.tree, &operation.definition.selection_set.node);
    for field in &fields {
        if let Selection::Field(field) = &field.node {
            nested(&document.tree, &field.node, 0)?;
        }
    }
    let mut definition = operation.definition.clone();
    definition.selection_set.node.items = fields;
    let mut fragments = HashSet::new();
    let mut variables = HashSet::new();
    reachable(&document.tree, &definition.selection_set.node, &mut fragments, &mut variables);
    definition.variable_definitions.retain(|variable| variables.contains(variable.node.name.node.as_str()));
    definition.directives.clear();
    let tree = ExecutableDocument {
        operations: DocumentOperations::Single(Positioned::new(definition, async_graphql_parser::Pos::default())),
        fragments: document
            .tree
            .fragments
            .iter()
            .filter(|(name, _)| fragments.contains(name.as_str()))
            .map(|(name, fragment)| (name.clone(), fragment.clone()))
            .collect(),
    };
    let given = sent
        .iter()
        .filter(|(name, _)| variables.contains(name.as_str()))
        .map(|(k, v)| (k.clone(), v.clone()))
        .collect();
    let mut request = async_graphql::Request::new("")
        .variables(async_graphql::Variables::from_json(serde_json::Value::Object(given)));
    request.set_parsed_query(tree);
    let response = schema.execute(request).await;
    if let Some(error) = response.errors.first() {
        return Err(Refusal::new(Code::ValidationFailed, error.message.clone()));
    }
    let async_graphql::Value::Object(data) = response.data else { return Ok(Vec::new()) };
    data.iter()
        .map(|(key, value)| {
            let json =
                serde_json::to_vec(value).map_err(|_| Refusal::new(Code::Internal, "the schema cannot be written"))?;
            Ok((key.to_string(), json))
        })
        .collect()
}

fn nested(tree: &ExecutableDocument, field: &Field, lists: usize) -> Result<(), Refusal> {
    let list = matches!(
        field.name.node.as_str(),
        "types" | "fields" | "args" | "inputFields" | "interfaces" | "possibleTypes" | "enumValues" | "directives"
    );
    let lists = lists + usize::from(list);
    if lists > MAX_NESTED_LISTS {
        return Err(Refusal::at(
            Code::DocumentTooComplex,
            format!("introspection nests more than {MAX_NESTED_LISTS} lists: ask for types by name"),
            field.name.pos,
        ));
    }
    nested_set(tree, &field.selection_set.node, lists)
}

fn nested_set(tree: &ExecutableDocument, set: &SelectionSet, lists: usize) -> Result<(), Refusal> {
    for item in &set.items {
        match &item.node {
            Selection::Field(field) => nested(tree, &field.node, lists)?,
            Selection::InlineFragment(fragment) => nested_set(tree, &fragment.node.selection_set.node, lists)?,
            Selection::FragmentSpread(spread) => {
                if let Some(fragment) = tree.fragments.get(spread.node.fragment_name.node.as_str()) {
                    nested_set(tree, &fragment.node.selection_set.node, lists)?;
                }
            }
        }
    }
    Ok(())
}

fn reachable(
    tree: &ExecutableDocument,
    set: &SelectionSet,
    fragments: &mut HashSet<String>,
    variables: &mut HashSet<String>,
) {
    let mut see = |value: &Ast| {
        if let Ast::Variable(name) = value {
            variables.insert(name.to_string());
        }
    };
    let mut inner: Vec<&SelectionSet> = Vec::new();
    for item in &set.items {
        let directives = match &item.node {
            Selection::Field(field) => {
                field.node.arguments.iter().for_each(|(_, value)| see(&value.node));
                inner.push(&field.node.selection_set.node);
                &field.node.directives
            }
            Selection::InlineFragment(fragment) => {
                inner.push(&fragment.node.selection_set.node);
                &fragment.node.directives
            }
            Selection::FragmentSpread(spread) => {
                let name = spread.node.fragment_name.node.as_str();
                if fragments.insert(name.to_owned())
                    && let Some(fragment) = tree.fragments.get(name)
                {
                    inner.push(&fragment.node.selection_set.node);
                }
                &spread.node.directives
            }
        };
        directives.iter().flat_map(|d| &d.node.arguments).for_each(|(_, value)| see(&value.node));
    }
    for set in inner {
        reachable(tree, set, fragments, variables);
    }
}
