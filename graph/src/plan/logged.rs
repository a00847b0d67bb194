//! Which fields of a read are logged when they are read.
//!
//! A sensitive field is marked where it is planned. A field used in `where` or `orderBy` is logged for every row that
//! is returned: a caller who filters by a salary above an amount and gets a name has learned about that person's
//! salary.

use std::sync::Arc;

use super::Context;
use super::read::{Expr, cell};
use crate::declare::{Catalogue, Field, Link, Resource, Source};
use crate::request::Arg;

/// What is logged for rows of a read.
#[derive(Debug)]
pub struct Logged {
    /// The cell of the row's key.
    pub key: usize,
    /// The data subject: its type, and the cell with its key.
    pub subject: (&'static str, usize),
    /// Schema coordinates of the sensitive fields, each once.
    pub fields: Vec<Arc<str>>,
}

/// A mark in the output plan: writing this place discloses a sensitive field of a read's row.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    /// The read.
    pub read: usize,
    /// The place in [`Logged::fields`].
    pub field: usize,
}

/// The mark of a selected field, where reads of it are logged.
pub(super) fn selected(
    context: &mut Context,
    read: usize,
    resource: &Resource,
    field: &Field,
    coordinate: &str,
) -> Option<Mark> {
    context.catalogue.is_logged(resource, field).then(|| add(context, read, resource, coordinate))
}

/// Marks the sensitive fields that a `where` and an `orderBy` of a read use.
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

/// Marks a coordinate that is logged for every row of a read.
pub(super) fn by(context: &mut Context, read: usize, resource: &Resource, coordinate: &str) {
    let mark = add(context, read, resource, coordinate);
    if context.reads[read].compared.iter().all(|known| known.field != mark.field) {
        context.reads[read].compared.push(mark);
    }
}

fn add(context: &mut Context, read: usize, resource: &Resource, coordinate: &str) -> Mark {
    let mut logged = context.reads[read].logged.take().unwrap_or_else(|| {
        let key = cell(context, read, Expr::Column(resource.id));
        // `verify` requires a data subject on every type with a sensitive field.
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

/// Collects the logged coordinates that a `where` uses, including those behind links.
fn filtered(catalogue: &Catalogue, resource: &Resource, arg: &Arg, found: &mut Vec<String>) {
    match arg {
        Arg::List(items) => items.iter().for_each(|item| filtered(catalogue, resource, item, found)),
        Arg::Object(parts) => {
            for (name, part) in parts {
                if matches!(name.as_str(), "and" | "or" | "not") {
                    filtered(catalogue, resource, part, found);
                } else if let Some(field) = resource.fields.iter().find(|field| field.name == name) {
                    match (&field.source, part) {
                        (Source::Object { fields, .. }, Arg::Object(parts)) => found.extend(
                            fields
                                .iter()
                                .filter(|inner| parts.iter().any(|(name, _)| name == inner.name))
                                .filter(|inner| catalogue.is_logged(resource, inner))
                                .map(|inner| format!("{}Where.{name}.{}", resource.name, inner.name)),
                        ),
                        _ if catalogue.is_logged(resource, field) => {
                            found.push(format!("{}Where.{name}", resource.name));
                        }
                        _ => {}
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
