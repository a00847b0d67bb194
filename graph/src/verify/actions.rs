//! Actions have descriptions and a permission, return declared types, and change only types that declare who may
//! change them.

use async_graphql::registry::{MetaType, Registry};

use crate::declare::{Catalogue, Guard};

pub(super) fn check(catalogue: &Catalogue, broken: &mut Vec<String>) {
    for (index, action) in catalogue.actions.iter().enumerate() {
        let name = format!("Mutation.{}", action.name);
        if catalogue.actions[..index].iter().any(|other| other.name == action.name) {
            broken.push(format!("{name} is declared twice: rename one"));
        }
        if action.access.printed().needs.is_empty() {
            broken.push(format!("{name} needs no permission: name the one that it needs"));
        }
        super::described::sentence(&name, action.description, broken);
        for rows in &action.rows {
            super::described::sentence(&format!("{name}.{}", rows.name), rows.description, broken);
            if catalogue.resource(rows.target).is_none() {
                broken.push(format!("{name} returns {}, which is not a declared type: declare it", rows.target));
            }
        }
        for fact in &action.facts {
            super::described::sentence(&format!("{name}.{}", fact.name), fact.description, broken);
        }
        inputs(action.input.register, broken);
    }
    for resource in catalogue.resources.iter().filter(|resource| resource.written.is_some()) {
        if resource.tenant.is_none() {
            broken.push(format!("{} may be changed, but its table has no trust_id: add the column", resource.name));
        }
        if resource.updated_at.is_none() {
            broken.push(format!("{} may be changed and its table has no updated_at: add the column", resource.name));
        }
        for (column, _) in catalogue.sensitive.iter().filter(|(column, _)| column.table == resource.table) {
            let guarded =
                resource.guarded.iter().filter(|guard| guard.only.is_empty()).any(|Guard { columns, .. }| {
                    columns.iter().any(|known| (known.table, known.name) == (column.table, column.name))
                });
            if !guarded {
                broken.push(format!(
                    "{} may be changed, and its column {} is of a special class: name in `guarded` the permission to change it",
                    resource.name, column.name
                ));
            }
        }
    }
}

/// Every input and every field of an input has a description.
fn inputs(register: fn(&mut Registry) -> String, broken: &mut Vec<String>) {
    let mut registry = Registry::default();
    register(&mut registry);
    for (name, meta) in &registry.types {
        let MetaType::InputObject { description, input_fields, .. } = meta else { continue };
        super::described::sentence(name, description.as_deref().unwrap_or_default(), broken);
        for field in input_fields.values() {
            let description = field.description.as_deref().unwrap_or_default();
            super::described::sentence(&format!("{name}.{}", field.name), description, broken);
        }
    }
}
