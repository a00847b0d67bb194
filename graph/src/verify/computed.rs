//! Every object that a batch or a computed root field returns has a description, and so does each of its fields.
//!
//! No rule is needed for permissions of these fields: a Rust type cannot declare one. The permission of the field that
//! returns the object is checked on each row.

use async_graphql::registry::{MetaType, Registry};

use super::described::sentence;
use crate::declare::{Catalogue, Output, Returns, Source, Yields, linked_table};

pub(super) fn check(catalogue: &Catalogue, broken: &mut Vec<String>) {
    let mut registry = Registry::default();
    for field in catalogue.resources.iter().flat_map(|resource| &resource.fields) {
        if let Source::Batch(batch) = &field.source
            && let Yields::Object(output, _) = &batch.yields
        {
            register(&mut registry, output);
        }
    }
    // A computed root field has no rows, so there is no read that a link could start from.
    let mut rowless = Registry::default();
    for root in &catalogue.computed_roots {
        sentence(&format!("Query.{}", root.name), root.description, broken);
        for field in std::iter::once(root).chain(&root.parts) {
            sentence(field.name, field.description, broken);
            if let Returns::Rust(output) = &field.returns {
                register(&mut registry, output);
                register(&mut rowless, output);
            }
        }
        if let Some(link) = rowless.types.keys().find_map(|name| linked_table(name)) {
            broken.push(format!("Query.{} links to {link}: only what a batch returns has links", root.name));
        }
    }
    for meta in registry.types.values() {
        let MetaType::Object { name, description, fields, .. } = meta else { continue };
        if let Some(table) = linked_table(name) {
            if catalogue.by_table(table).is_none() {
                broken.push(format!(
                    "a computed type links to {table}, which is not the table of a declared type: declare it"
                ));
            }
            continue;
        }
        sentence(name, description.as_deref().unwrap_or_default(), broken);
        for field in fields.values() {
            sentence(&format!("{name}.{}", field.name), field.description.as_deref().unwrap_or_default(), broken);
        }
    }
}

fn register(registry: &mut Registry, output: &Output) {
    let _ = (output.register)(registry);
}

#[cfg(test)]
mod tests {
    use async_graphql::SimpleObject;
    use serde::Serialize;

    use super::check;
    use crate::declare::{Catalogue, OPEN, computed};

    /// What is made.
    #[derive(SimpleObject, Serialize)]
    struct Made {
        /// What it is called.
        name: String,
        inner: Inner,
    }

    #[derive(SimpleObject, Serialize)]
    struct Inner {
        /// A sum
        sum: i64,
    }

    #[test]
    fn every_part_is_described_at_any_depth() {
        let mut catalogue = Catalogue::new(vec!["A_READ"], vec!["ALL"], str::to_owned);
        catalogue.computed_roots = vec![computed("made", OPEN, "What is made.", |_, _, _| None::<Made>)];
        let mut broken = Vec::new();
        check(&catalogue, &mut broken);
        let mut named: Vec<&str> = broken.iter().filter_map(|what| what.split(' ').next()).collect();
        named.sort_unstable();
        assert_eq!(named, ["Inner", "Inner.sum", "Made.inner"], "{broken:?}");
    }
}
