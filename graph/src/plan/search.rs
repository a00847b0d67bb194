//! `Query.search`: a read for each type that is searched, merged by the text that was found.
//!
//! Which types are searched follows from the argument `types` and from the caller's rights, never from the selection: the
//! same search finds the same rows in the same order whatever is selected of them.

use super::collect::Collected;
use super::condition::Cond;
use super::object::{Out, given};
use super::read::{Expr, Page, cell};
use super::{Bound, Context, link, object, order};
use crate::error::Refusal;
use crate::request::Arg;
use crate::schema::{FieldDef, search_type};

/// The most rows that `search` returns.
const MAX_FOUND: i64 = 50;

pub(super) fn plan<'a>(context: &mut Context<'a>, collected: &Collected<'a>, def: &FieldDef) -> Result<Out, Refusal> {
    let Some(Arg::Leaf(text)) = given(context, collected, def, "text")? else { return Ok(Out::Null) };
    let Some(Arg::Leaf(limit)) = given(context, collected, def, "first")? else { return Ok(Out::Null) };
    let types = given(context, collected, def, "types")?;
    context.bounds.push(Bound { bind: limit.clone(), most: MAX_FOUND, name: "first", path: context.path.clone() });
    let catalogue = context.catalogue;
    let mut cases = Vec::new();
    for (target, resource) in catalogue.resources.iter().enumerate() {
        let Some(column) = resource.search else { continue };
        if !types.as_ref().is_none_or(|types| names(types, &search_type(resource))) {
            continue;
        }
        let Ok(cond) = link::rows(context, resource, "Query.search") else { continue };
        let mut read = link::blank(context, target, cond.and(Cond::Words(column, text.clone())));
        read.page = Some(Page {
            limit: Some(limit.clone()),
            backward: false,
            after: None,
            before: None,
            as_of: None,
            changed_after: None,
        });
        context.reads.push(read);
        let number = context.reads.len() - 1;
        order::by_column(context, number, column);
        let by = cell(context, number, Expr::Column(column));
        let object = object::plan(context, number, &collected.below)?;
        cases.push((number, by, object));
    }
    Ok(Out::Search { limit, cases })
}

/// Whether a list of enum values names a value.
fn names(types: &Arg, value: &str) -> bool {
    match types {
        Arg::List(items) => items.iter().any(|item| names(item, value)),
        Arg::Name(name) => name == value,
        _ => false,
    }
}
