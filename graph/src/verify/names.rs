//! Names of fields and links are unique within a type, in camel case, and not names that the engine uses itself.

use crate::declare::Catalogue;

pub(super) fn check(catalogue: &Catalogue, broken: &mut Vec<String>) {
    for resource in &catalogue.resources {
        let names: Vec<&str> =
            resource.fields.iter().map(|field| field.name).chain(resource.links.iter().map(|link| link.name)).collect();
        for (index, name) in names.iter().enumerate() {
            if names[..index].contains(name) {
                broken.push(format!("{}.{name} is declared twice: rename one", resource.name));
            }
            if matches!(*name, "id" | "and" | "or" | "not") {
                broken.push(format!("{}.{name} is a name that the engine uses itself: choose another", resource.name));
            }
            if !name.starts_with(|c: char| c.is_ascii_lowercase()) || !name.bytes().all(|b| b.is_ascii_alphanumeric()) {
                broken.push(format!("{}.{name} is not in camel case: rename it", resource.name));
            }
        }
        let types = catalogue.resources.iter().filter(|other| other.name == resource.name).count();
        if types > 1 {
            broken.push(format!("{} is declared twice: rename one", resource.name));
        }
    }
}
