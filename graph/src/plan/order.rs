//! The order of a list. The row's key is always the last order key, so the order is total.

use super::Context;
use super::condition::Cond;
use super::object::Denial;
use super::read::{Expr, cell};
use super::reference::{self, Name, Scope};
use super::seen;
use crate::declare::{Column, Comparable, Link, Resource};
use crate::request::Arg;
use crate::value::Storage;

/// One key of an order.
#[derive(Clone, Debug)]
pub struct OrderKey {
    /// The expression to order by: a value, or one masked where the caller may not read it.
    pub expr: Expr,
    /// Whether the greatest comes first.
    pub descending: bool,
    /// Whether the value may be null; rows without a value come last.
    pub nullable: bool,
    /// The cell that holds it, where cursors are selected.
    pub cell: Option<usize>,
}

/// Orders a read as declared: by the link's order, or by the type's where the link has none.
pub(super) fn by_declaration(context: &mut Context, read: usize, resource: &Resource, link: Option<&Link>) {
    if !context.reads[read].order.is_empty() {
        return;
    }
    let columns: Vec<(Column, bool)> = match link {
        Some(link) if !link.order.is_empty() => link.order.clone(),
        _ => resource.default_order.iter().map(|column| (*column, false)).collect(),
    };
    for (column, descending) in columns {
        push(context, read, Expr::Column(column), descending, column.nullable);
    }
    push(context, read, Expr::Column(resource.id), false, false);
}

/// Orders a read by one column, then by the key.
pub(super) fn by_column(context: &mut Context, read: usize, column: Column) {
    let id = context.reads[read].id;
    push(context, read, Expr::Column(column), false, column.nullable);
    push(context, read, Expr::Column(id), false, false);
}

/// Orders a read as `orderBy` says. A field that the caller may not read on some rows counts as null on those.
pub(super) fn by_argument(
    context: &mut Context,
    read: usize,
    resource: &Resource,
    arg: &Arg,
) -> Result<(), Result<Denial, String>> {
    let items: Vec<&Arg> = match arg {
        Arg::List(items) => items.iter().collect(),
        Arg::Absent | Arg::Null => Vec::new(),
        one => vec![one],
    };
    for item in items {
        let Arg::Object(parts) = item else {
            return Err(Err("an item of `orderBy` is null: name a field".to_owned()));
        };
        let [(name, direction)] = parts.as_slice() else {
            return Err(Err(format!("an item of `orderBy` names {} fields: name one in each", parts.len())));
        };
        let descending = match direction {
            Arg::Name(direction) => direction == "DESC",
            _ => return Err(Err(format!("`{name}` has no direction: give ASC or DESC"))),
        };
        let found = resource
            .fields
            .iter()
            .find(|field| field.name == name)
            .and_then(|field| Some((field, field.order.clone()?)));
        let Some((field, value)) = found else { return Err(Err(format!("`{name}` cannot be ordered by"))) };
        let coordinate = format!("{}Order.{}", resource.name, field.name);
        let (expr, nullable) = match reference::compare(context, resource, Name::Field(field), &coordinate) {
            Scope::All => {
                let nullable = value.nullable();
                let expr = match value {
                    Comparable::Column(column) => seen::column(context.catalogue, context.caller, resource, column),
                    value => Expr::from(value),
                };
                (expr, nullable)
            }
            Scope::Where(cond) => (Expr::Masked(value, cond), true),
            Scope::Nothing(denial) | Scope::Denied(denial) => return Err(Ok(denial)),
        };
        push(context, read, expr, descending, nullable);
    }
    let closing = Expr::Column(resource.id);
    if !context.reads[read].order.is_empty() {
        push(context, read, closing, false, false);
    }
    Ok(())
}

/// Adds an order key, unless it is there already.
fn push(context: &mut Context, read: usize, expr: Expr, descending: bool, nullable: bool) {
    if context.reads[read].order.iter().any(|key| key.expr == expr) {
        return;
    }
    context.reads[read].order.push(OrderKey { expr, descending, nullable, cell: None });
}

/// Selects the order keys into cells: cursors are made from them.
pub(super) fn select(context: &mut Context, read: usize) {
    for index in 0..context.reads[read].order.len() {
        let expr = context.reads[read].order[index].expr.clone();
        context.reads[read].order[index].cell = Some(cell(context, read, expr));
    }
}

impl OrderKey {
    /// How its values are stored.
    #[must_use]
    pub fn storage(&self) -> Storage {
        self.expr.storage()
    }

    /// What is ordered by, as a text: cursors are bound to it. The condition of a mask is the caller's and not in it.
    #[must_use]
    pub fn name(&self) -> String {
        match &self.expr {
            Expr::Column(column)
            | Expr::Masked(Comparable::Column(column), _)
            | Expr::Version(column, _)
            | Expr::Updated(column, _) => column.name.to_owned(),
            Expr::Worked(key, _) | Expr::Masked(Comparable::Expression(key), _) => key.name(),
            Expr::Holds(_) => unreachable!("an order compares values"),
        }
    }

    /// The condition under which the caller may read the column, if it is masked.
    #[must_use]
    pub fn mask(&self) -> Option<&Cond> {
        match &self.expr {
            Expr::Masked(_, cond) => Some(cond),
            _ => None,
        }
    }
}
