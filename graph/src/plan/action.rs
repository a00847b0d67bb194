//! The fields of `Mutation`: for each, its action and the reads of the rows that the action makes or changes.
//!
//! Those rows do not exist yet when the plan is made: their keys are bound like values of the request, in slots after
//! the request's own.

use async_graphql_parser::types::SelectionSet;

use super::collect::{Collected, collect};
use super::condition::{Cond, Operand, Operator};
use super::object::{Check, Keyed, Object, Out, given};
use super::read::{Expr, cell};
use super::{Context, Plan, computed, link, object, reference};
use crate::error::{Code, Refusal};
use crate::request::{Arg, Bind};
use crate::schema::{FieldDef, Target};

/// A mutation, planned.
#[derive(Debug)]
pub struct Changes {
    /// Its fields, in order: the plan of the response, and the action to run. `None` where the action is refused or the
    /// field is `__typename`.
    pub fields: Vec<(Plan, Option<Act>)>,
}

/// An action to run.
#[derive(Debug)]
pub struct Act {
    /// The action's number in the catalogue.
    pub action: usize,
    /// Its input.
    pub input: Arg,
    /// The response key.
    pub key: String,
}

pub(super) fn plan<'a>(context: &mut Context<'a>, set: &'a SelectionSet) -> Result<Changes, Refusal> {
    let mut fields = Vec::new();
    for collected in collect(context, "Mutation", &[set])? {
        context.path.push(collected.key.to_owned());
        let (out, act) = match collected.def {
            None if collected.field.name.node.as_str() == "__typename" => (Out::TypeName("Mutation".to_owned()), None),
            None => {
                let message = "a mutation cannot select `__schema` or `__type`: select them in a query";
                return Err(Refusal::at(Code::ValidationFailed, message, collected.field.name.pos));
            }
            Some(def) => field(context, &collected, def)?,
        };
        context.path.pop();
        let root = Object {
            type_name: "Mutation".to_owned(),
            fields: vec![Keyed::new(collected.key, out)],
            ..Object::default()
        };
        let plan = Plan {
            reads: std::mem::take(&mut context.reads),
            counts: std::mem::take(&mut context.counts),
            root,
            bounds: std::mem::take(&mut context.bounds),
            mark: std::mem::take(&mut context.mark),
        };
        fields.push((plan, act));
    }
    Ok(Changes { fields })
}

fn field<'a>(
    context: &mut Context<'a>,
    collected: &Collected<'a>,
    def: &FieldDef,
) -> Result<(Out, Option<Act>), Refusal> {
    let Target::Action(number) = def.target else {
        return Err(Refusal::new(Code::Internal, "a mutation has no such field"));
    };
    let action = &context.catalogue.actions[number];
    if let Some(denial) = reference::action(context, action, &format!("Mutation.{}", action.name)) {
        return Ok((Out::Denied(denial), None));
    }
    let Some(input) = given(context, collected, def, "input")? else { return Ok((Out::Null, None)) };
    let type_name = action.payload_name();
    let mut parts = Vec::new();
    for inner in collect(context, &type_name, &collected.below)? {
        context.path.push(inner.key.to_owned());
        let out = match inner.def.map(|def| (def, &def.target)) {
            None => Out::TypeName(type_name.clone()),
            Some((_, Target::Made(_, place))) => made(context, &inner, number, *place)?,
            Some((def, Target::Answer(_, place))) => {
                let field = &context.catalogue.actions[number].answers[*place];
                Out::Computed(computed::plan(context, field, &inner, def, &type_name)?)
            }
            Some(_) => return Err(Refusal::new(Code::Internal, "a payload has no such field")),
        };
        context.path.pop();
        parts.push(Keyed::new(inner.key, out));
    }
    let object = Object { type_name, fields: parts, ..Object::default() };
    let act = Act { action: number, input, key: collected.key.to_owned() };
    Ok((Out::Object { object, check: Check::Always, withheld: None }, Some(act)))
}

/// Plans the read of the rows that the action made. The caller's read access applies: a right to change rows does not
/// include a right to read them.
fn made<'a>(context: &mut Context<'a>, inner: &Collected<'a>, action: usize, place: usize) -> Result<Out, Refusal> {
    let catalogue = context.catalogue;
    let action = &catalogue.actions[action];
    let rows = &action.rows[place];
    let Some(target) = catalogue.index_of(rows.target) else { return Ok(Out::Null) };
    let resource = &catalogue.resources[target];
    let cond = match link::rows(context, resource, &format!("{}.{}", action.payload_name(), rows.name)) {
        Ok(cond) => cond,
        Err(denial) => return Ok(Out::Denied(denial)),
    };
    let keys = Bind::Slot(context.variables.slots.len() + place);
    let among = Cond::Compare(resource.id.into(), Operator::In, Operand::Plain(keys.clone()));
    let read = link::blank(context, target, cond.and(among));
    context.reads.push(read);
    let number = context.reads.len() - 1;
    let cell = cell(context, number, Expr::Column(resource.id));
    let object = object::plan(context, number, &inner.below)?;
    Ok(Out::Changed { keys, read: number, cell, object, many: rows.many })
}
