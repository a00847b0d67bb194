//! Which fields of a read leave a trace, so that who was told them is written down.
//!
//! A field is marked where it is planned. A comparison counts for every row that is answered: who asks for those paid
//! above an amount and is given a name has been told, whatever else is selected.

use std::sync::Arc;

use super::Context;
use super::read::{Expr, cell};
use crate::declare::{Catalogue, Field, Link, Resource};
use crate::request::Arg;

/// What the rows of a read are written down with.
#[derive(Debug)]
pub struct Logged {
    /// The cell of the row's key.
    pub key: usize,
    /// The type and the cell of the key of whose record the row is.
    pub subject: (&'static str, usize),
    /// Coordinates of what is told, each once.
    pub fields: Vec<Arc<str>>,
}

/// What is told where it stands: a read, and one of its coordinates.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    /// The read.
    pub read: usize,
    /// The place among its coordinates.
    pub field: usize,
}

/// The mark of a selected field, where it leaves a trace.
pub(super) fn selected(
    context: &mut Context,
    read: usize,
    resource: &Resource,
    field: &Field,
    coordinate: &str,
) -> Option<Mark> {
    context.catalogue.is_logged(resource, field).then(|| add(context, read, resource, coordinate))
}

/// The marks of all that a `where` and an `orderBy` of a read compare.
pub(super) fn compared(
    context: &mut Context,
    read: usize,
    resource: &Resource,
    filter: Option<&Arg>,
    order: Option<&Arg>,
) {
    let mut found = Vec::new();
    if context.catalogue.row_is_logged(resource) {
        found.push(resource.name.to_owned());
    }
    if let Some(filter) = filter {
        filtered(context.catalogue, resource, filter, &mut found);
    }
    if let Some(order) = order {
        ordered(context.catalogue, resource, order, &mut found);
    }
    for coordinate in found {
        by(context, read, resource, &coordinate);
    }
}

/// Marks what a read finds its rows by.
pub(super) fn by(context: &mut Context, read: usize, resource: &Resource, coordinate: &str) {
    let mark = add(context, read, resource, coordinate);
    if context.reads[read].compared.iter().all(|known| known.field != mark.field) {
        context.reads[read].compared.push(mark);
    }
}

fn add(context: &mut Context, read: usize, resource: &Resource, coordinate: &str) -> Mark {
    let mut logged = context.reads[read].logged.take().unwrap_or_else(|| {
        let key = cell(context, read, Expr::Column(resource.id));
        // The rules on declarations see to it that there is a subject.
        let (subject, column) = resource.data_subject.unwrap_or((resource.name, resource.id));
        let subject = (subject, cell(context, read, Expr::Column(column)));
        Logged { key, subject, fields: Vec::new() }
    });
    let field = logged.fields.iter().position(|known| **known == *coordinate).unwrap_or_else(|| {
        logged.fields.push(coordinate.into());
        logged.fields.len() - 1
    });
    context.reads[read].logged = Some(logged);
    Mark { read, field }
}

/// The coordinates of a `where` that leave a trace, those behind links too.
fn filtered(catalogue: &Catalogue, resource: &Resource, arg: &Arg, found: &mut Vec<String>) {
    match arg {
        Arg::List(items) => items.iter().for_each(|item| filtered(catalogue, resource, item, found)),
        Arg::Object(parts) => {
            for (name, part) in parts {
                if matches!(name.as_str(), "and" | "or" | "not") {
                    filtered(catalogue, resource, part, found);
                } else if let Some(field) = resource.fields.iter().find(|field| field.name == name) {
                    if catalogue.is_logged(resource, field) {
                        found.push(format!("{}Where.{name}", resource.name));
                    }
                } else if let Some(link) = resource.links.iter().find(|link| link.name == name)
                    && let Some(target) = catalogue.resource(link.target)
                {
                    behind(catalogue, link, target, part, found);
                }
            }
        }
        _ => {}
    }
}

fn behind(catalogue: &Catalogue, link: &Link, target: &Resource, part: &Arg, found: &mut Vec<String>) {
    if catalogue.row_is_logged(target) {
        found.push(target.name.to_owned());
    }
    match part {
        // `some`, `none` and `every`.
        Arg::Object(quantified) if !link.is_single() => {
            quantified.iter().for_each(|(_, inner)| filtered(catalogue, target, inner, found));
        }
        one => filtered(catalogue, target, one, found),
    }
}

fn ordered(catalogue: &Catalogue, resource: &Resource, arg: &Arg, found: &mut Vec<String>) {
    match arg {
        Arg::List(items) => items.iter().for_each(|item| ordered(catalogue, resource, item, found)),
        Arg::Object(parts) => {
            for (name, _) in parts {
                let field = resource.fields.iter().find(|field| field.name == name);
                if field.is_some_and(|field| catalogue.is_logged(resource, field)) {
                    found.push(format!("{}Order.{name}", resource.name));
                }
            }
        }
        _ => {}
    }
}
