//! Collects the fields that selections select on a concrete type: expands fragments, applies `@skip` and `@include`,
//! merges fields with the same response key.

use async_graphql_parser::Positioned;
use async_graphql_parser::types::{Directive, Field, Selection, SelectionSet};
use async_graphql_value::Value as Ast;

use super::Context;
use crate::error::{Code, Refusal};
use crate::request::{Arg, Bind};
use crate::schema::FieldDef;
use crate::value::Value;

/// The fields selected under one response key.
pub(super) struct Collected<'a> {
    pub key: &'a str,
    /// The first of them; validation ensures that all have the same name and arguments.
    pub field: &'a Field,
    /// The definition; none for `__typename` and introspection.
    pub def: Option<&'a FieldDef>,
    /// The selections of all of them.
    pub below: Vec<&'a SelectionSet>,
}

/// Collects the fields of a concrete type, in the order their keys first appear.
pub(super) fn collect<'a>(
    context: &Context<'a>,
    concrete: &str,
    sets: &[&'a SelectionSet],
) -> Result<Vec<Collected<'a>>, Refusal> {
    let mut out = Vec::new();
    for set in sets {
        add(context, concrete, set, &mut out, &mut Vec::new())?;
    }
    Ok(out)
}

fn add<'a>(
    context: &Context<'a>,
    concrete: &str,
    set: &'a SelectionSet,
    out: &mut Vec<Collected<'a>>,
    open: &mut Vec<&'a str>,
) -> Result<(), Refusal> {
    for item in &set.items {
        match &item.node {
            Selection::Field(field) => {
                if !included(context, &field.node.directives)? {
                    continue;
                }
                let key = field.node.alias.as_ref().unwrap_or(&field.node.name).node.as_str();
                let below = &field.node.selection_set.node;
                match out.iter_mut().find(|known| known.key == key) {
                    Some(known) => known.below.push(below),
                    None => out.push(Collected {
                        key,
                        field: &field.node,
                        def: context.model.field(concrete, field.node.name.node.as_str()),
                        below: vec![below],
                    }),
                }
            }
            Selection::InlineFragment(fragment) => {
                let applies = fragment
                    .node
                    .type_condition
                    .as_ref()
                    .is_none_or(|on| context.model.is_a(concrete, on.node.on.node.as_str()));
                if applies && included(context, &fragment.node.directives)? {
                    add(context, concrete, &fragment.node.selection_set.node, out, open)?;
                }
            }
            Selection::FragmentSpread(spread) => {
                let name = spread.node.fragment_name.node.as_str();
                let Some(fragment) = context.tree.fragments.get(name) else { continue };
                let applies = context.model.is_a(concrete, fragment.node.type_condition.node.on.node.as_str());
                if !applies || open.contains(&name) || !included(context, &spread.node.directives)? {
                    continue;
                }
                open.push(name);
                add(context, concrete, &fragment.node.selection_set.node, out, open)?;
                open.pop();
            }
        }
    }
    Ok(())
}

/// Whether `@skip` and `@include` keep a selection.
fn included(context: &Context, directives: &[Positioned<Directive>]) -> Result<bool, Refusal> {
    for directive in directives {
        let wanted = match directive.node.name.node.as_str() {
            "include" => true,
            "skip" => false,
            _ => continue,
        };
        let value = directive.node.get_argument("if").map(|value| &value.node);
        let given = match value {
            Some(Ast::Boolean(bool)) => Some(*bool),
            Some(Ast::Variable(name)) => {
                let arg = context.variables.given.iter().find(|(known, _)| known == name.as_str());
                match arg {
                    Some((_, Some(Arg::Leaf(Bind::Const(Value::Bool(bool)))))) => Some(*bool),
                    _ => None,
                }
            }
            _ => None,
        };
        let Some(given) = given else {
            let message = format!("the condition of @{} is null: give true or false", directive.node.name.node);
            return Err(Refusal::at(Code::BadUserInput, message, directive.pos));
        };
        if given != wanted {
            return Ok(false);
        }
    }
    Ok(true)
}
