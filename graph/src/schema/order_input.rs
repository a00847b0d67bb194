//! `orderBy`: one `@oneOf` input per type that can be ordered.

use super::arguments::plain;
use super::build::{needs, needs_sentence};
use super::model::{Body, InputDef, Model, Ty, TypeDef};
use crate::declare::{Catalogue, Resource};

pub(super) fn exists_for(resource: &Resource) -> bool {
    resource.fields.iter().any(|field| field.order.is_some())
}

pub(super) fn add(model: &mut Model, catalogue: &Catalogue, index: usize) {
    let resource = &catalogue.resources[index];
    if !exists_for(resource) {
        return;
    }
    let fields = resource
        .fields
        .iter()
        .filter(|field| field.order.is_some())
        .map(|field| {
            let required = needs(&field.access);
            InputDef {
                needs: required.clone(),
                ..plain(
                    field.name,
                    &needs_sentence(catalogue, &format!("By `{}`.", field.name), &required),
                    Ty::named("SortDirection"),
                )
            }
        })
        .collect();
    model.add(TypeDef {
        name: format!("{}Order", resource.name),
        description: format!("A field by which {} rows are ordered.", resource.name),
        body: Body::Input { fields, one_of: true },
        needs: Vec::new(),
    });
}
