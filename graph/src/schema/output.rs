//! Rust types of computed values become types of the model: names, doc comments and deprecations survive.

use async_graphql::registry::{Deprecation, MetaField, MetaType, Registry};

use super::bridge::input_enum;
use super::build::{needs, needs_sentence, plain};
use super::model::{Body, FieldDef, Model, Target, Ty, TypeDef};
use crate::declare::{Catalogue, Output, linked_table};

/// Adds the objects and enums of an output that the model does not have yet.
pub(super) fn add(model: &mut Model, catalogue: &Catalogue, output: &Output) {
    let mut registry = Registry::default();
    let _ = (output.register)(&mut registry);
    for meta in registry.types.values().filter(|meta| !model.has(meta.name())).collect::<Vec<_>>() {
        match meta {
            MetaType::Object { name, .. } if linked_table(name).is_some() => {}
            MetaType::Object { name, description, fields, .. } => model.add(TypeDef {
                name: name.clone(),
                description: on_one_line(description.as_deref()),
                body: Body::Object {
                    fields: fields.values().map(|field| part(catalogue, field)).collect(),
                    implements: Vec::new(),
                },
                needs: Vec::new(),
            }),
            MetaType::Enum { .. } => model.add(input_enum(meta)),
            // Scalars are the engine's.
            _ => {}
        }
    }
}

fn part(catalogue: &Catalogue, field: &MetaField) -> FieldDef {
    let ty = Ty::parse(&field.ty);
    let description = on_one_line(field.description.as_deref());
    let def = match linked_table(ty.base()) {
        None => plain(&field.name, &description, ty, Target::Part, Vec::new()),
        Some(table) => link(catalogue, &field.name, &description, &ty, table),
    };
    FieldDef {
        deprecated: match &field.deprecation {
            Deprecation::NoDeprecated => None,
            Deprecation::Deprecated { reason } => Some(reason.clone().unwrap_or_default()),
        },
        ..def
    }
}

/// A link. It is null where the caller may not see the row; rows of an open type are visible to every caller.
fn link(catalogue: &Catalogue, name: &str, description: &str, ty: &Ty, table: &str) -> FieldDef {
    let target = catalogue.resources.iter().position(|resource| resource.table == table);
    let target =
        target.unwrap_or_else(|| panic!("{name} links to rows of {table}, which is not the table of a declared type"));
    let resource = &catalogue.resources[target];
    let required = needs(&resource.row);
    let shown = match ty.unrequired() {
        Ty::List(_) => Ty::named(resource.name).required().list(),
        _ => Ty::named(resource.name),
    };
    let shown = if ty.nullable() || !required.is_empty() { shown } else { shown.required() };
    let description = needs_sentence(catalogue, description, &required);
    FieldDef { needs: required, ..plain(name, &description, shown, Target::Linked(target), Vec::new()) }
}

/// A doc comment has the line ends of its source; a description has none.
fn on_one_line(description: Option<&str>) -> String {
    description.unwrap_or_default().lines().collect::<Vec<_>>().join(" ")
}
