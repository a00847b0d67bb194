//! Introspection, alone or beside data: async-graphql runs the part of the operation that selects `__schema` or
//! `__type`, against the part of the schema that the caller may use.

use std::collections::HashSet;

use async_graphql::dynamic::Schema;
use async_graphql_parser::Positioned;
use async_graphql_parser::types::{Directive, DocumentOperations, ExecutableDocument, Field, Selection, SelectionSet};
use async_graphql_value::{ConstValue, Value as Ast};

use super::document::Document;
use crate::error::{Code, Refusal};

/// How deep lists of the schema may be nested: types, their fields, the fields' arguments.
const MAX_NESTED_LISTS: usize = 3;

fn is_introspection(name: &str) -> bool {
    name == "__schema" || name == "__type"
}

/// Whether the operation selects the schema, whatever the values of its conditions.
#[must_use]
pub fn asks(document: &Document, operation: usize) -> bool {
    let mut out = Vec::new();
    let set = &document.operations[operation].definition.selection_set.node;
    collect(&document.tree, set, &|_| true, &mut Vec::new(), &mut out);
    !out.is_empty()
}

/// Collects the root fields that select the schema, also those within fragments.
fn collect(
    tree: &ExecutableDocument,
    set: &SelectionSet,
    included: &dyn Fn(&[Positioned<Directive>]) -> bool,
    open: &mut Vec<String>,
    out: &mut Vec<Positioned<Selection>>,
) {
    for item in &set.items {
        match &item.node {
            Selection::Field(field) => {
                if is_introspection(field.node.name.node.as_str()) && included(&field.node.directives) {
                    let mut field = field.clone();
                    field.node.directives.clear();
                    out.push(Positioned::new(Selection::Field(field), item.pos));
                }
            }
            Selection::InlineFragment(fragment) => {
                if included(&fragment.node.directives) {
                    collect(tree, &fragment.node.selection_set.node, included, open, out);
                }
            }
            Selection::FragmentSpread(spread) => {
                let name = spread.node.fragment_name.node.as_str();
                let Some(fragment) = tree.fragments.get(name) else { continue };
                if open.iter().any(|known| known == name) || !included(&spread.node.directives) {
                    continue;
                }
                // Removed afterwards: the same fragment may be spread again under another condition.
                open.push(name.to_owned());
                collect(tree, &fragment.node.selection_set.node, included, open, out);
                open.pop();
            }
        }
    }
}

/// Whether the conditions of a selection hold, once their variables are written out.
fn included(directives: &[Positioned<Directive>]) -> bool {
    directives.iter().all(|directive| {
        let holds = directive.node.get_argument("if").map(|value| &value.node) == Some(&Ast::Boolean(true));
        match directive.node.name.node.as_str() {
            "include" => holds,
            "skip" => !holds,
            _ => true,
        }
    })
}

/// Runs the part of an operation that selects the schema, and returns the value of each of its keys as JSON. Variables
/// are written out and conditions decided first, because async-graphql gets only this part of the document.
///
/// # Errors
/// When it nests too many lists, or selects what the caller's part of the schema does not have.
pub async fn answer(
    document: &Document,
    operation: usize,
    sent: &serde_json::Map<String, serde_json::Value>,
    schema: &Schema,
) -> Result<Vec<(String, Vec<u8>)>, Refusal> {
    let operation = &document.operations[operation];
    let value = |name: &str| {
        let default = || operation.variables.iter().find(|known| known.name == name)?.default.clone();
        let given = sent.get(name).and_then(|json| ConstValue::from_json(json.clone()).ok());
        given.or_else(default).map(ConstValue::into_value)
    };
    let mut tree = document.tree.clone();
    tree.fragments.values_mut().for_each(|fragment| write_out(&mut fragment.node.selection_set.node, &value));
    let mut definition = operation.definition.clone();
    write_out(&mut definition.selection_set.node, &value);
    let mut fields = Vec::new();
    collect(&tree, &definition.selection_set.node, &included, &mut Vec::new(), &mut fields);
    if fields.is_empty() {
        return Ok(Vec::new());
    }
    for field in &fields {
        if let Selection::Field(field) = &field.node {
            nested(&tree, &field.node, 0)?;
        }
    }
    definition.selection_set.node.items = fields;
    definition.variable_definitions.clear();
    definition.directives.clear();
    let mut reached = HashSet::new();
    reachable(&tree, &definition.selection_set.node, &mut reached);
    tree.fragments.retain(|name, _| reached.contains(name.as_str()));
    tree.operations = DocumentOperations::Single(Positioned::new(definition, async_graphql_parser::Pos::default()));
    let mut request = async_graphql::Request::new("");
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

/// Replaces variables by their values, and removes an argument whose variable has no value.
fn write_out(set: &mut SelectionSet, value: &dyn Fn(&str) -> Option<Ast>) {
    let put = |given: &mut Ast| match given {
        Ast::Variable(name) => value(name.as_str()).map(|found| *given = found).is_some(),
        _ => true,
    };
    for item in &mut set.items {
        let (directives, inner) = match &mut item.node {
            Selection::Field(field) => {
                field.node.arguments.retain_mut(|(_, given)| put(&mut given.node));
                (&mut field.node.directives, Some(&mut field.node.selection_set.node))
            }
            Selection::InlineFragment(fragment) => {
                (&mut fragment.node.directives, Some(&mut fragment.node.selection_set.node))
            }
            Selection::FragmentSpread(spread) => (&mut spread.node.directives, None),
        };
        directives
            .iter_mut()
            .for_each(|directive| directive.node.arguments.retain_mut(|(_, given)| put(&mut given.node)));
        if let Some(inner) = inner {
            write_out(inner, value);
        }
    }
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

fn reachable(tree: &ExecutableDocument, set: &SelectionSet, fragments: &mut HashSet<String>) {
    for item in &set.items {
        match &item.node {
            Selection::Field(field) => reachable(tree, &field.node.selection_set.node, fragments),
            Selection::InlineFragment(fragment) => reachable(tree, &fragment.node.selection_set.node, fragments),
            Selection::FragmentSpread(spread) => {
                let name = spread.node.fragment_name.node.as_str();
                if fragments.insert(name.to_owned())
                    && let Some(fragment) = tree.fragments.get(name)
                {
                    reachable(tree, &fragment.node.selection_set.node, fragments);
                }
            }
        }
    }
}
