//! Every public type, field, link and root field has a description that ends with a full stop.

use crate::declare::{Catalogue, Field, Source};

pub(super) fn check(catalogue: &Catalogue, broken: &mut Vec<String>) {
    for resource in &catalogue.resources {
        sentence(resource.name, resource.description, broken);
        for field in &resource.fields {
            described(resource.name, field, broken);
        }
        for link in &resource.links {
            sentence(&format!("{}.{}", resource.name, link.name), link.description, broken);
        }
    }
    for root in &catalogue.roots {
        sentence(&format!("Query.{}", root.name), root.description, broken);
    }
}

fn described(owner: &str, field: &Field, broken: &mut Vec<String>) {
    let name = format!("{owner}.{}", field.name);
    sentence(&name, field.description, broken);
    if let Source::Object { fields, type_name, type_description } = &field.source {
        sentence(type_name, type_description, broken);
        for part in fields {
            described(&name, part, broken);
        }
    }
}

pub(super) fn sentence(name: &str, description: &str, broken: &mut Vec<String>) {
    if description.len() < 3 || !description.ends_with(['.', '?']) {
        broken.push(format!("{name} has no description that ends with a full stop: say what it is"));
    }
}
