//! What a batch of objects yields is a type in memory whose parts ask nothing of their own.
//!
//! The field that yields it is asked of each row. A part in memory could only be asked of the caller as such, which is
//! less: so the field asks for all of it.

use std::collections::BTreeSet;

use crate::declare::{Access, Catalogue, Source, Yields};
use crate::schema::Ty;

pub(super) fn check(catalogue: &Catalogue, broken: &mut Vec<String>) {
    let mut seen = BTreeSet::new();
    for resource in &catalogue.resources {
        for field in &resource.fields {
            let Source::Batch(batch) = &field.source else { continue };
            let Yields::Object(ty, _) = batch.yields else { continue };
            let name = Ty::parse(ty).base().to_owned();
            if catalogue.memory.iter().any(|memory| memory.name == name) {
                parts(catalogue, name, &mut seen, broken);
            } else {
                broken.push(format!(
                    "{}.{} yields {name}, which is no type in memory: declare it with `memory_type`",
                    resource.name, field.name
                ));
            }
        }
    }
}

fn parts(catalogue: &Catalogue, name: String, seen: &mut BTreeSet<String>, broken: &mut Vec<String>) {
    let Some(memory) = catalogue.memory.iter().find(|memory| memory.name == name) else { return };
    if !seen.insert(name) {
        return;
    }
    for part in &memory.fields {
        if !matches!(part.access, Access::Open) {
            broken.push(format!(
                "{}.{} asks a permission, and a part in memory knows no row to ask it of: say OPEN, and let the field \
                 that yields {} ask",
                memory.name, part.name, memory.name
            ));
        }
        if !part.description.ends_with(['.', '?']) {
            broken.push(format!(
                "{}.{} has no description that ends with a full stop: say what it is",
                memory.name, part.name
            ));
        }
        parts(catalogue, Ty::parse(part.ty).base().to_owned(), seen, broken);
    }
}
