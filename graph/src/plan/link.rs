//! Plans a link: a read whose rows are found by the keys in this read's rows.

use super::collect::{Collected, collect};
use super::condition::Cond;
use super::object::{Check, Denial, Keyed, Out, as_of};
use super::read::{Expr, Origin, Parent, ParentKey, Read, cell, current};
use super::reference::{self, Name, Scope};
use super::{Context, connection, during, logged, object, order};
use crate::declare::{Arity, Link, Resource, Through};
use crate::error::Refusal;
use crate::request::Bind;
use crate::schema::{FieldDef, Target};

pub(super) fn plan<'a>(
    context: &mut Context<'a>,
    read: usize,
    resource: &'a Resource,
    link: &'a Link,
    collected: &Collected<'a>,
    def: &FieldDef,
) -> Result<Out, Refusal> {
    let catalogue = context.catalogue;
    let coordinate = format!("{}.{}", resource.name, link.name);
    let Some(number) = catalogue.index_of(link.target) else { return Ok(Out::Null) };
    let target = &catalogue.resources[number];
    let cond = match rows(context, target, &coordinate) {
        Ok(cond) => cond,
        Err(denial) => return Ok(Out::Denied(denial)),
    };
    // The link's own permission is checked against the owner of the row it starts from.
    let check = reference::select(context, read, resource, Name::Link(link, target), &coordinate);
    if let Check::Never(denial) = check {
        return Ok(Out::Denied(denial));
    }
    if catalogue.link_is_logged(link) {
        logged::by(context, read, resource, &coordinate);
    }
    if let (Arity::One(column), true) = (&link.arity, reference::is_open(target))
        && let Some(fields) = only_id(context, target, &collected.below)?
    {
        let cell = cell(context, read, Expr::Column(*column));
        return Ok(Out::Reference { cell, type_name: target.name, fields, check });
    }
    let day = if link.takes_as_of() { as_of(context, collected, def)? } else { None };
    let cond = match link.dated {
        Some(dated) => cond.and(current(dated, day.clone())),
        None => cond,
    };
    let key = match link.arity {
        Arity::One(column) => column,
        _ => resource.id,
    };
    let parent = Parent { read, key: ParentKey::Cell(cell(context, read, Expr::Column(key))) };
    let mut next = blank(context, number, cond);
    next.parent = Some(parent);
    next.identity = format!("{}({day:?})", link.name);
    match link.arity {
        Arity::Many(column) => {
            next.origin = Origin::Keyed(column);
            if let Some(during) = &link.during {
                let asked = during::asked(context, collected, def, during)?;
                next.identity.push_str(&format!("{:?}", asked.shown));
                if !asked.is_today() {
                    let (through, cond) = asked.through(&during.periods);
                    next.origin = Origin::Through(Box::new(through), cond);
                }
            }
            connection::plan(context, next, Some(link), day, collected, def, check)
        }
        Arity::Through(through) => {
            let scope = match tie(context, &through, &coordinate) {
                Ok(scope) => scope,
                Err(denial) => return Ok(Out::Denied(denial)),
            };
            next.origin = Origin::Through(Box::new(through), scope);
            connection::plan(context, next, Some(link), day, collected, def, check)
        }
        Arity::List(column) => {
            next.origin = Origin::Keyed(column);
            let child = shared(context, next);
            order::by_declaration(context, child, target, Some(link));
            let object = object::plan(context, child, &collected.below)?;
            Ok(Out::List { read: child, object, check })
        }
        Arity::One(_) | Arity::OneOf(_) => {
            next.single = true;
            next.origin = Origin::Keyed(match link.arity {
                Arity::OneOf(column) => column,
                _ => target.id,
            });
            let child = shared(context, next);
            let object = object::plan(context, child, &collected.below)?;
            Ok(Out::One { read: child, object, check })
        }
    }
}

/// The selections, where they ask for nothing but the id (true) and the type's name (false).
pub(super) fn only_id<'a>(
    context: &Context<'a>,
    target: &Resource,
    below: &[&'a async_graphql_parser::types::SelectionSet],
) -> Result<Option<Vec<Keyed<bool>>>, Refusal> {
    let mut fields = Vec::new();
    for field in collect(context, target.name, below)? {
        let is_id = match field.def.map(|def| &def.target) {
            None => false,
            Some(Target::Id) => true,
            Some(_) => return Ok(None),
        };
        fields.push(Keyed::new(field.key, is_id));
    }
    Ok(Some(fields))
}

/// The condition under which the caller may see a type's rows. A grant that reaches no row gives an empty result; no
/// grant at all is an error.
pub(super) fn rows(context: &Context, target: &Resource, coordinate: &str) -> Result<Cond, Denial> {
    match reference::rows(context, target, coordinate) {
        Scope::All => Ok(Cond::True),
        Scope::Where(cond) => Ok(cond),
        Scope::Nothing(_) => Ok(Cond::False),
        Scope::Denied(denial) => Err(denial),
    }
}

/// The scope of the rows in between. Where the table in between is a declared type, a caller who may not see its row
/// does not see the rows it ties, from either end.
pub(super) fn tie(context: &Context, through: &Through, coordinate: &str) -> Result<Cond, Denial> {
    let own = context.catalogue.by_table(through.mine.table);
    own.map_or(Ok(Cond::True), |(_, own)| rows(context, own, coordinate))
}

/// A read of a type's rows with nothing selected yet.
pub(super) fn blank(context: &Context, number: usize, cond: Cond) -> Read {
    let resource = &context.catalogue.resources[number];
    Read {
        resource: number,
        table: resource.table,
        id: resource.id,
        parent: None,
        origin: Origin::Root,
        single: false,
        columns: Vec::new(),
        cond,
        order: Vec::new(),
        page: None,
        wants_rows: true,
        wants_count: false,
        batches: Vec::new(),
        logged: None,
        compared: Vec::new(),
        path: context.path.clone(),
        identity: String::new(),
    }
}

/// Adds a read, or returns an equal one: a link that is selected twice with the same arguments is read once.
pub(super) fn shared(context: &mut Context, read: Read) -> usize {
    let known = context
        .reads
        .iter()
        .position(|known| known.parent.is_some() && known.parent == read.parent && known.identity == read.identity);
    known.unwrap_or_else(|| {
        context.reads.push(read);
        context.reads.len() - 1
    })
}

/// The identity of a bind, for [`shared`].
pub(super) fn same(bind: Option<&Bind>) -> String {
    bind.map_or_else(String::new, |bind| format!("{bind:?}"))
}
