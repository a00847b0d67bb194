//! A connection: its filter, order and page, and the fields selected on it.

use super::collect::{Collected, collect};
use super::filter::{self, NoCondition};
use super::link::{same, shared};
use super::logged::Mark;
use super::object::{Check, Keyed, Object, Out, given};
use super::read::{Page, Read};
use super::{Bound, Context, MAX_PAGE, logged, object, order, seen};
use crate::declare::Link;
use crate::error::{Code, Refusal};
use crate::request::{Arg, Bind};
use crate::schema::{FieldDef, Target};

/// The selected fields of a connection, in order.
#[derive(Debug)]
pub struct ConnectionOut {
    /// The connection's type.
    pub type_name: String,
    /// Its fields.
    pub fields: Vec<Keyed<PageOut>>,
    /// Logged for every row of the page, whichever fields are selected: see `Read::compared`.
    pub disclosed: Vec<Mark>,
}

/// A field of a connection.
#[derive(Debug)]
pub enum PageOut {
    /// The type's name.
    TypeName,
    /// The rows with their cursors.
    Edges(String, Vec<Keyed<EdgeOut>>),
    /// The rows alone.
    Nodes(Object),
    /// `pageInfo`.
    PageInfo(Vec<Keyed<Target>>),
    /// The number of rows on all pages.
    TotalCount,
    /// The mark to continue from.
    NextMark,
}

/// A field of an edge.
#[derive(Debug)]
pub enum EdgeOut {
    /// The type's name.
    TypeName,
    /// The cursor.
    Cursor,
    /// The row.
    Node(Object),
}

#[allow(clippy::too_many_arguments, reason = "each is another part of one connection")]
pub(super) fn plan<'a>(
    context: &mut Context<'a>,
    mut read: Read,
    link: Option<&'a Link>,
    day: Option<Bind>,
    collected: &Collected<'a>,
    def: &FieldDef,
    check: Check,
) -> Result<Out, Refusal> {
    let catalogue = context.catalogue;
    let resource = &catalogue.resources[read.resource];
    let filter = given(context, collected, def, "where")?;
    if let Some(arg) = &filter {
        match filter::condition(context, resource, arg) {
            Ok(cond) => read.cond = read.cond.and(cond),
            Err(NoCondition::Denied(denial)) => return Ok(Out::Denied(denial)),
            Err(NoCondition::Bad(message)) => return Err(bad(context, collected, message)),
        }
        read.identity.push_str(&format!("where{arg:?}"));
    }
    if let (Some(Arg::Leaf(bind)), Some(column)) =
        (given(context, collected, def, "updatedSince")?, resource.updated_at)
    {
        read.identity.push_str(&format!("since{bind:?}"));
        read.cond = read.cond.and(seen::since(catalogue, context.caller, resource, column, bind));
    }
    let page = page(context, collected, def, day)?;
    if let Some(mark) = &page.changed_after {
        // The mark of now is held against it: see `Run::read`.
        context.mark = true;
        read.identity.push_str(&format!("after{mark:?}"));
        read.cond = read.cond.and(seen::after(catalogue, context.caller, resource, mark.clone()));
    }
    read.identity.push_str(&format!(
        "{}{}{}{}",
        page.backward,
        same(page.limit.as_ref()),
        same(page.after.as_ref()),
        same(page.before.as_ref())
    ));
    let order_by = given(context, collected, def, "orderBy")?;
    read.identity.push_str(&format!("order{order_by:?}"));
    read.page = Some(page);
    read.wants_rows = false;
    let before = context.reads.len();
    let read = shared(context, read);
    if read == before {
        if let Some(arg) = &order_by {
            match order::by_argument(context, read, resource, arg) {
                Ok(()) => {}
                Err(Ok(denial)) => {
                    context.reads.truncate(before);
                    return Ok(Out::Denied(denial));
                }
                Err(Err(message)) => return Err(bad(context, collected, message)),
            }
        }
        order::by_declaration(context, read, resource, link);
        logged::compared(context, read, resource, filter.as_ref(), order_by.as_ref());
    }
    let mut out = parts(context, read, collected, def)?;
    // A count or a cursor discloses rows as well: with a filter by name, one person's.
    out.disclosed.clone_from(&context.reads[read].compared);
    context.reads[read].wants_rows |= !out.disclosed.is_empty();
    Ok(Out::Connection { read, out: Box::new(out), check })
}

fn bad(context: &Context, collected: &Collected, message: String) -> Refusal {
    let mut refusal = Refusal::at(Code::BadUserInput, message, collected.field.name.pos);
    refusal.faults[0].path.clone_from(&context.path);
    refusal
}

/// The page that the arguments describe. Refuses `first` with `last`. The number of rows may be in a variable, so it is
/// pushed to `bounds` and checked when the request runs.
fn page(context: &mut Context, collected: &Collected, def: &FieldDef, as_of: Option<Bind>) -> Result<Page, Refusal> {
    let leaf = |name: &'static str| -> Result<Option<Bind>, Refusal> {
        Ok(match given(context, collected, def, name)? {
            Some(Arg::Leaf(bind)) => Some(bind),
            _ => None,
        })
    };
    let (first, last) = (leaf("first")?, leaf("last")?);
    let (after, before) = (leaf("after")?, leaf("before")?);
    let changed_after = leaf("changedAfter")?;
    if first.is_some() && last.is_some() {
        return Err(bad(context, collected, "`first` and `last` are both given: give one".to_owned()));
    }
    let backward = last.is_some();
    let limit = first.or(last);
    if let Some(bind) = &limit {
        context.bounds.push(Bound {
            bind: bind.clone(),
            most: MAX_PAGE,
            name: if backward { "last" } else { "first" },
            path: context.path.clone(),
        });
    }
    Ok(Page { limit, backward, after, before, as_of, changed_after })
}

fn parts<'a>(
    context: &mut Context<'a>,
    read: usize,
    collected: &Collected<'a>,
    def: &FieldDef,
) -> Result<ConnectionOut, Refusal> {
    let type_name = def.ty.base().to_owned();
    let mut fields = Vec::new();
    for field in collect(context, &type_name, &collected.below)? {
        context.path.push(field.key.to_owned());
        let out = match field.def.map(|def| &def.target) {
            None => PageOut::TypeName,
            Some(Target::Nodes) => {
                context.reads[read].wants_rows = true;
                PageOut::Nodes(object::plan(context, read, &field.below)?)
            }
            Some(Target::Edges) => {
                context.reads[read].wants_rows = true;
                let edge_type = field.def.map(|def| def.ty.base().to_owned()).unwrap_or_default();
                let edges = edges(context, read, &edge_type, &field)?;
                PageOut::Edges(edge_type, edges)
            }
            Some(Target::PageInfo) => {
                context.reads[read].wants_rows = true;
                let info: Vec<_> = collect(context, "PageInfo", &field.below)?
                    .into_iter()
                    // `__typename` is the one name without a definition; `Id` stands for it here.
                    .map(|part| Keyed::new(part.key, part.def.map_or(Target::Id, |def| def.target.clone())))
                    .collect();
                if info.iter().any(|part| matches!(part.out, Target::StartCursor | Target::EndCursor)) {
                    order::select(context, read);
                }
                PageOut::PageInfo(info)
            }
            Some(Target::NextMark) => {
                context.mark = true;
                PageOut::NextMark
            }
            Some(_) => {
                context.reads[read].wants_count = true;
                PageOut::TotalCount
            }
        };
        context.path.pop();
        fields.push(Keyed::new(field.key, out));
    }
    Ok(ConnectionOut { type_name, fields, disclosed: Vec::new() })
}

fn edges<'a>(
    context: &mut Context<'a>,
    read: usize,
    edge_type: &str,
    collected: &Collected<'a>,
) -> Result<Vec<Keyed<EdgeOut>>, Refusal> {
    let mut out = Vec::new();
    for field in collect(context, edge_type, &collected.below)? {
        context.path.push(field.key.to_owned());
        let part = match field.def.map(|def| &def.target) {
            None => EdgeOut::TypeName,
            Some(Target::EdgeCursor) => {
                order::select(context, read);
                EdgeOut::Cursor
            }
            Some(_) => EdgeOut::Node(object::plan(context, read, &field.below)?),
        };
        context.path.pop();
        out.push(Keyed::new(field.key, part));
    }
    Ok(out)
}
