//! A field or lookup that reads a column of a special class needs a permission of that class.

use crate::caller::PrintedPermission;
use crate::declare::{Access, Catalogue, Column, Comparable, Field, Resource, Source};

pub(super) fn check(catalogue: &Catalogue, broken: &mut Vec<String>) {
    for resource in &catalogue.resources {
        for field in &resource.fields {
            walk(catalogue, resource, field, &field.access, resource.name, broken);
        }
        for lookup in &resource.lookups {
            let name = format!("{}By.{}", resource.name, lookup.name);
            column(catalogue, resource, lookup.column, &lookup.access, &name, broken);
        }
    }
}

/// Checks a field and its parts. An open part of a value object is protected by the access of the object.
fn walk(
    catalogue: &Catalogue,
    resource: &Resource,
    field: &Field,
    outer: &Access,
    owner: &str,
    broken: &mut Vec<String>,
) {
    let name = format!("{owner}.{}", field.name);
    let own = if field.access.printed().open { outer } else { &field.access };
    let columns: Vec<Column> = match &field.source {
        Source::Column(column, _) => vec![*column],
        Source::Derived { inputs, .. } => inputs.clone(),
        Source::Expression { key, .. } => key.shown().into_iter().map(|at| at.column).collect(),
        Source::Batch(batch) => batch.inputs.clone(),
        Source::Object { fields, .. } => {
            for part in fields {
                walk(catalogue, resource, part, own, &name, broken);
            }
            Vec::new()
        }
    };
    let compared = field.order.iter().chain(field.filter.iter().map(|filter| &filter.on));
    for found in columns.into_iter().chain(compared.flat_map(Comparable::own_columns)) {
        column(catalogue, resource, found, own, &name, broken);
    }
}

fn column(
    catalogue: &Catalogue,
    resource: &Resource,
    found: Column,
    access: &Access,
    name: &str,
    broken: &mut Vec<String>,
) {
    let Some((_, class)) =
        catalogue.sensitive.iter().find(|(known, _)| (known.table, known.name) == (found.table, found.name))
    else {
        return;
    };
    // Every caller who sees the row reads an open field, so the access of the row counts.
    let asked = if access.printed().open { resource.row.printed() } else { access.printed() };
    let class: Vec<PrintedPermission> = class.opened_by.iter().map(|permission| permission.printed()).collect();
    if asked.needs.is_empty() || asked.needs.iter().any(|need| !class.contains(&need.permission)) {
        let names = |list: &[PrintedPermission]| {
            list.iter().map(|p| catalogue.printed_name(*p)).collect::<Vec<_>>().join(" or ")
        };
        let asks = if asked.needs.is_empty() { "no permission".to_owned() } else { names(&asked.permissions()) };
        broken.push(format!(
            "{name} reads {}.{}, a column of a special class, and needs {asks}: let it need {}",
            found.table,
            found.name,
            names(&class)
        ));
    }
}
