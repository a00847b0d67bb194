//! The fields of `Query`.

use async_graphql_parser::types::SelectionSet;

use super::collect::{Collected, collect};
use super::condition::{Cond, Operand, Operator};
use super::object::{Check, Keyed, Object, Out, given};
use super::read::{Expr, cell};
use super::reference::{self, Name, Scope};
use super::{Bound, Context, computed, connection, cube, during, link, logged, object, search};
use crate::declare::RootKind;
use crate::error::{Code, Refusal};
use crate::request::{Arg, Bind};
use crate::schema::{FieldDef, Target};
use crate::value::Value;

/// The most ids of `nodes`.
const MAX_NODES: i64 = 200;

pub(super) fn plan<'a>(context: &mut Context<'a>, set: &'a SelectionSet) -> Result<Object, Refusal> {
    let mut fields = Vec::new();
    for collected in collect(context, "Query", &[set])? {
        context.path.push(collected.key.to_owned());
        let out = match collected.def {
            None if collected.field.name.node.as_str() == "__typename" => Out::TypeName("Query".to_owned()),
            None => Out::Introspection,
            Some(def) => field(context, &collected, def)?,
        };
        context.path.pop();
        fields.push(Keyed::new(collected.key, out));
    }
    Ok(Object { type_name: "Query".to_owned(), fields, ..Object::default() })
}

fn field<'a>(context: &mut Context<'a>, collected: &Collected<'a>, def: &FieldDef) -> Result<Out, Refusal> {
    match def.target {
        Target::Root(number) => over_rows(context, number, collected, def),
        Target::NodeById => node(context, collected, def),
        Target::NodesById => nodes(context, collected, def),
        Target::Search => search::plan(context, collected, def),
        Target::Cube(number) => cube::plan(context, number, collected, def),
        Target::ComputedRoot(number) => {
            let catalogue = context.catalogue;
            computed::plan(context, &catalogue.computed_roots[number], collected, def, "Query").map(Out::Computed)
        }
        _ => Err(Refusal::new(Code::Internal, "the root has no such field")),
    }
}

fn over_rows<'a>(
    context: &mut Context<'a>,
    number: usize,
    collected: &Collected<'a>,
    def: &FieldDef,
) -> Result<Out, Refusal> {
    let catalogue = context.catalogue;
    let root = &catalogue.roots[number];
    let Some(target) = catalogue.index_of(root.target) else { return Ok(Out::Null) };
    let resource = &catalogue.resources[target];
    let coordinate = format!("Query.{}", root.name);
    let cond = match link::rows(context, resource, &coordinate) {
        Ok(cond) => cond,
        Err(denial) => return Ok(Out::Denied(denial)),
    };
    let mut read = link::blank(context, target, cond);
    if let Some(during) = &root.during {
        let asked = during::asked(context, collected, def, during)?;
        read.cond = read.cond.and(asked.of_row(read.id, &during.periods));
    }
    let mut found_by = None;
    let cond = match root.kind {
        RootKind::List => return connection::plan(context, read, None, None, collected, def, Check::Always),
        RootKind::Tenant => Cond::IsTenant(resource.id),
        RootKind::One => {
            let Some(Arg::Object(parts)) = given(context, collected, def, "by")? else { return Ok(Out::Null) };
            let [(name, Arg::Leaf(bind))] = parts.as_slice() else {
                return Err(Refusal::at(
                    Code::BadUserInput,
                    "`by` takes exactly one key, not null",
                    collected.field.name.pos,
                ));
            };
            if name == "id" {
                Cond::Compare(resource.id.into(), Operator::Eq, Operand::Key(bind.clone(), resource.name))
            } else {
                let Some(lookup) = resource.lookups.iter().find(|lookup| lookup.name == name) else {
                    return Ok(Out::Null);
                };
                let operand = match catalogue.text_class(lookup.column) {
                    Some(class) => Operand::Text(bind.clone(), class),
                    None => Operand::Plain(bind.clone()),
                };
                let compare = Cond::Compare(lookup.column.into(), Operator::Eq, operand);
                let coordinate = format!("{}By.{name}", resource.name);
                found_by = catalogue.is_sensitive(lookup.column).then(|| coordinate.clone());
                match reference::compare(context, resource, Name::Lookup(lookup), &coordinate) {
                    Scope::All => compare,
                    Scope::Where(scope) => scope.and(compare),
                    Scope::Nothing(denial) | Scope::Denied(denial) => return Ok(Out::Denied(denial)),
                }
            }
        }
    };
    read.cond = read.cond.and(cond);
    read.single = true;
    one(context, read, collected, found_by)
}

fn one<'a>(
    context: &mut Context<'a>,
    read: super::Read,
    collected: &Collected<'a>,
    found_by: Option<String>,
) -> Result<Out, Refusal> {
    let resource = &context.catalogue.resources[read.resource];
    context.reads.push(read);
    let number = context.reads.len() - 1;
    if let Some(coordinate) = found_by {
        logged::by(context, number, resource, &coordinate);
    }
    let object = object::plan(context, number, &collected.below)?;
    Ok(Out::One { read: number, object, check: Check::Always })
}

/// The id names the type. An id that is unknown, of another tenant or hidden gives null, as if the row did not exist.
fn node<'a>(context: &mut Context<'a>, collected: &Collected<'a>, def: &FieldDef) -> Result<Out, Refusal> {
    let Some(Arg::Leaf(bind)) = given(context, collected, def, "id")? else { return Ok(Out::Null) };
    let value = bind.value(&context.variables.slots);
    let found = value.as_text().and_then(crate::id::decode).and_then(|(name, _)| context.catalogue.index_of(&name));
    let Some(target) = found else { return Ok(Out::Null) };
    let Some(read) = by_ids(context, target, Operator::Eq, &bind) else { return Ok(Out::Null) };
    one(context, super::Read { single: true, ..read }, collected, None)
}

fn by_ids(context: &Context, target: usize, operator: Operator, bind: &Bind) -> Option<super::Read> {
    let resource = &context.catalogue.resources[target];
    let cond = link::rows(context, resource, "Query.node").ok()?;
    let cond = cond.and(Cond::Compare(resource.id.into(), operator, Operand::Key(bind.clone(), resource.name)));
    Some(link::blank(context, target, cond))
}

fn nodes<'a>(context: &mut Context<'a>, collected: &Collected<'a>, def: &FieldDef) -> Result<Out, Refusal> {
    let Some(Arg::Leaves(ids)) = given(context, collected, def, "ids")? else { return Ok(Out::Null) };
    context.bounds.push(Bound { bind: ids.clone(), most: MAX_NODES, name: "ids", path: context.path.clone() });
    let mut targets: Vec<usize> = match ids.value(&context.variables.slots) {
        Value::List(items) => items
            .iter()
            .filter_map(|item| item.as_text().and_then(crate::id::decode))
            .filter_map(|(name, _)| context.catalogue.index_of(&name))
            .collect(),
        _ => Vec::new(),
    };
    targets.sort_unstable();
    targets.dedup();
    let catalogue = context.catalogue;
    let mut cases = Vec::new();
    for target in targets {
        let Some(read) = by_ids(context, target, Operator::In, &ids) else { continue };
        context.reads.push(read);
        let number = context.reads.len() - 1;
        let resource = &catalogue.resources[target];
        let key = cell(context, number, Expr::Column(resource.id));
        let object = object::plan(context, number, &collected.below)?;
        cases.push((resource.name, number, key, object));
    }
    Ok(Out::Nodes { ids, cases })
}
