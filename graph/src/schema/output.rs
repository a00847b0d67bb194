//! Rust types of computed values become types of the model: names, doc comments and deprecations survive.

use async_graphql::registry::{Deprecation, MetaField, MetaType, Registry};

use super::bridge::input_enum;
use super::build::plain;
use super::model::{Body, FieldDef, Model, Target, Ty, TypeDef};
use crate::declare::Output;

/// Adds the objects and enums that an output is made of, as far as the model does not have them yet.
pub(super) fn add(model: &mut Model, output: &Output) {
    let mut registry = Registry::default();
    let _ = (output.register)(&mut registry);
    for meta in registry.types.values().filter(|meta| !model.has(meta.name())).collect::<Vec<_>>() {
        match meta {
            MetaType::Object { name, description, fields, .. } => model.add(TypeDef {
                name: name.clone(),
                description: on_one_line(description.as_deref()),
                body: Body::Object { fields: fields.values().map(part).collect(), implements: Vec::new() },
                needs: Vec::new(),
            }),
            MetaType::Enum { .. } => model.add(input_enum(meta)),
            // Scalars are the engine's.
            _ => {}
        }
    }
}

fn part(field: &MetaField) -> FieldDef {
    FieldDef {
        deprecated: match &field.deprecation {
            Deprecation::NoDeprecated => None,
            Deprecation::Deprecated { reason } => Some(reason.clone().unwrap_or_default()),
        },
        ..plain(&field.name, &on_one_line(field.description.as_deref()), Ty::parse(&field.ty), Target::Part, Vec::new())
    }
}

/// A doc comment is wrapped where its source is; a description is not.
fn on_one_line(description: Option<&str>) -> String {
    description.unwrap_or_default().lines().collect::<Vec<_>>().join(" ")
}
