//! Computed fields: what is selected of a value that a function returns.

use async_graphql_parser::types::SelectionSet;

use super::collect::{Collected, collect};
use super::object::{Check, Keyed, given};
use super::{Context, reference};
use crate::declare::{ComputedField, ComputedFunction};
use crate::error::{Code, Refusal};
use crate::request::Arg;
use crate::schema::{FieldDef, Target};

/// A type's name and what is selected of it, under its keys; `__typename` is none.
pub type Below = (String, Vec<Keyed<Option<ComputedOut>>>);

/// A computed field and what is selected below it.
#[derive(Debug)]
pub struct ComputedOut {
    /// Its name, where the parent's value holds it.
    pub name: String,
    /// Its function, where it is worked out.
    pub function: Option<ComputedFunction>,
    /// The arguments.
    pub arguments: Vec<(String, Arg)>,
    /// The type's name and what is selected of it; nothing for a leaf.
    pub below: Option<Below>,
    /// Whether it may be read.
    pub check: Check,
}

pub(super) fn plan<'a>(
    context: &mut Context<'a>,
    field: &'a ComputedField,
    collected: &Collected<'a>,
    def: &FieldDef,
    owner: &str,
) -> Result<ComputedOut, Refusal> {
    let check = reference::held_anywhere(context, &field.access, &format!("{owner}.{}", field.name));
    let arguments = arguments(context, collected, def)?;
    let below = below(context, def.ty.base(), &collected.below)?;
    Ok(ComputedOut { name: field.name.to_owned(), function: field.function.clone(), arguments, below, check })
}

/// A value that a batch returns, or a part of one: it is open to whoever passes the check of the field that returns it.
pub(super) fn made<'a>(
    context: &mut Context<'a>,
    name: &str,
    collected: &Collected<'a>,
    def: &FieldDef,
) -> Result<ComputedOut, Refusal> {
    let below = below(context, def.ty.base(), &collected.below)?;
    Ok(ComputedOut { name: name.to_owned(), function: None, arguments: Vec::new(), below, check: Check::Always })
}

/// The arguments that are given.
pub(super) fn arguments(
    context: &Context,
    collected: &Collected,
    def: &FieldDef,
) -> Result<Vec<(String, Arg)>, Refusal> {
    let mut arguments = Vec::new();
    for input in &def.arguments {
        if let Some(arg) = given(context, collected, def, &input.name)? {
            arguments.push((input.name.clone(), arg));
        }
    }
    Ok(arguments)
}

/// What is selected of a computed type; nothing of a leaf.
fn below<'a>(context: &mut Context<'a>, type_name: &str, sets: &[&'a SelectionSet]) -> Result<Option<Below>, Refusal> {
    let catalogue = context.catalogue;
    if !context.model.get(type_name).is_some_and(|def| def.is_composite()) {
        return Ok(None);
    }
    let mut parts = Vec::new();
    for inner in collect(context, type_name, sets)? {
        let part = match inner.def {
            None => None,
            Some(def @ FieldDef { target: Target::Computed(ty, number), .. }) => {
                let field = &catalogue.computed[*ty].fields[*number];
                Some(plan(context, field, &inner, def, type_name)?)
            }
            Some(def @ FieldDef { target: Target::Part, .. }) => Some(made(context, &def.name, &inner, def)?),
            Some(def @ FieldDef { target: Target::RootPart(root, number), .. }) => {
                let field = &catalogue.computed_roots[*root].parts[*number];
                Some(plan(context, field, &inner, def, type_name)?)
            }
            Some(_) => return Err(Refusal::new(Code::Internal, "a computed type has no such field")),
        };
        parts.push(Keyed::new(inner.key, part));
    }
    Ok(Some((type_name.to_owned(), parts)))
}
