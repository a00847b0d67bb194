//! Computed fields: what is selected of a value that a function returns.

use async_graphql_parser::types::SelectionSet;

use super::collect::{Collected, collect};
use super::object::{Check, Keyed, Object, given};
use super::read::{Origin, Parent, ParentKey};
use super::{Context, link, object, reference};
use crate::declare::{ComputedField, ComputedFunction};
use crate::error::{Code, Refusal};
use crate::request::Arg;
use crate::schema::{FieldDef, Target, Ty};

/// A computed field and what is selected below it.
#[derive(Debug)]
pub struct ComputedOut {
    /// Its name, where the parent's value holds it.
    pub name: String,
    /// Its function, where it is worked out.
    pub function: Option<ComputedFunction>,
    /// The arguments.
    pub arguments: Vec<(String, Arg)>,
    /// What is selected of it.
    pub below: Below,
    /// Whether it may be read.
    pub check: Check,
}

/// What is selected of a computed value.
#[derive(Debug)]
pub enum Below {
    /// The value itself.
    Leaf,
    /// The type's name and parts under their keys; `__typename` is none.
    Parts(String, Vec<Keyed<Option<ComputedOut>>>),
    /// The value is a key: a row of another read, and what is selected of it.
    Row(usize, Object),
    /// The value is a key, and only the id (true) or the name (false) of an open type is asked, which needs no read.
    Key(&'static str, Vec<Keyed<bool>>),
}

impl ComputedOut {
    /// The parts that are selected of an object.
    pub fn parts(&self) -> impl Iterator<Item = &ComputedOut> {
        let parts = match &self.below {
            Below::Parts(_, parts) => parts.as_slice(),
            _ => &[],
        };
        parts.iter().filter_map(|part| part.out.as_ref())
    }

    /// The reads of rows that it links to, at any depth.
    #[must_use]
    pub fn reads(&self) -> Vec<usize> {
        match &self.below {
            Below::Row(read, _) => vec![*read],
            _ => self.parts().flat_map(ComputedOut::reads).collect(),
        }
    }
}

/// The batch of a read that returns a value, and the way from there to a part of it.
#[derive(Clone)]
pub(super) struct Place {
    pub read: usize,
    pub batch: usize,
    path: Vec<String>,
    many: bool,
}

impl Place {
    pub fn of(read: usize, batch: usize, ty: &Ty) -> Self {
        Self { read, batch, path: Vec::new(), many: is_list(ty) }
    }

    fn part(&self, def: &FieldDef) -> Self {
        let mut part = self.clone();
        part.path.push(def.name.clone());
        part.many |= is_list(&def.ty);
        part
    }
}

fn is_list(ty: &Ty) -> bool {
    matches!(ty.unrequired(), Ty::List(_))
}

pub(super) fn plan<'a>(
    context: &mut Context<'a>,
    field: &'a ComputedField,
    collected: &Collected<'a>,
    def: &FieldDef,
    owner: &str,
) -> Result<ComputedOut, Refusal> {
    let check = reference::computed(context, field, &format!("{owner}.{}", field.name));
    let arguments = arguments(context, collected, def)?;
    let below = below(context, None, def.ty.base(), &collected.below)?;
    Ok(ComputedOut { name: field.name.to_owned(), function: field.function.clone(), arguments, below, check })
}

/// A value that a batch returns, or a part of one: it is open to whoever passes the check of the field that returns it.
pub(super) fn made<'a>(
    context: &mut Context<'a>,
    place: Option<&Place>,
    collected: &Collected<'a>,
    def: &FieldDef,
) -> Result<ComputedOut, Refusal> {
    let below = below(context, place, def.ty.base(), &collected.below)?;
    Ok(ComputedOut { name: def.name.clone(), function: None, arguments: Vec::new(), below, check: Check::Always })
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
fn below<'a>(
    context: &mut Context<'a>,
    place: Option<&Place>,
    type_name: &str,
    sets: &[&'a SelectionSet],
) -> Result<Below, Refusal> {
    let catalogue = context.catalogue;
    if !context.model.get(type_name).is_some_and(|def| def.is_composite()) {
        return Ok(Below::Leaf);
    }
    let mut parts = Vec::new();
    for inner in collect(context, type_name, sets)? {
        context.path.push(inner.key.to_owned());
        let part = match inner.def.map(|def| (def, &def.target)) {
            None => None,
            Some((def, Target::Computed(ty, number))) => {
                let field = &catalogue.computed[*ty].fields[*number];
                Some(plan(context, field, &inner, def, type_name)?)
            }
            Some((def, Target::RootPart(root, number))) => {
                let field = &catalogue.computed_roots[*root].parts[*number];
                Some(plan(context, field, &inner, def, type_name)?)
            }
            Some((def, Target::Part)) => {
                let place = place.map(|place| place.part(def));
                Some(made(context, place.as_ref(), &inner, def)?)
            }
            Some((def, Target::Linked(target))) => {
                let place = place.map(|place| place.part(def));
                Some(linked(context, place, *target, &inner, def, type_name)?)
            }
            Some(_) => return Err(Refusal::new(Code::Internal, "a computed type has no such field")),
        };
        context.path.pop();
        parts.push(Keyed::new(inner.key, part));
    }
    Ok(Below::Parts(type_name.to_owned(), parts))
}

/// A part that is the key of a row: the row is read as any link is, with what the caller may see of its type.
fn linked<'a>(
    context: &mut Context<'a>,
    place: Option<Place>,
    target: usize,
    collected: &Collected<'a>,
    def: &FieldDef,
    owner: &str,
) -> Result<ComputedOut, Refusal> {
    let resource = &context.catalogue.resources[target];
    // The rules on declarations see to it that only what a batch returns has links.
    let Some(Place { read, batch, path, many }) = place else {
        return Err(Refusal::new(Code::Internal, "a link is no part of a batch"));
    };
    let out =
        |below, check| ComputedOut { name: def.name.clone(), function: None, arguments: Vec::new(), below, check };
    let cond = match link::rows(context, resource, &format!("{owner}.{}", def.name)) {
        Ok(cond) => cond,
        Err(denial) => return Ok(out(Below::Leaf, Check::Never(denial))),
    };
    if reference::is_open(resource)
        && let Some(fields) = link::only_id(context, resource, &collected.below)?
    {
        return Ok(out(Below::Key(resource.name, fields), Check::Always));
    }
    let mut next = link::blank(context, target, cond);
    next.parent = Some(Parent { read, key: ParentKey::Computed { batch, path, many } });
    next.origin = Origin::Keyed(resource.id);
    next.single = true;
    context.reads.push(next);
    let number = context.reads.len() - 1;
    let object = object::plan(context, number, &collected.below)?;
    Ok(out(Below::Row(number, object), Check::Always))
}
