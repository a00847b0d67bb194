//! Live fields have descriptions, are about declared types, and are narrowed by links to one row.

use crate::declare::{About, Arity, Catalogue};

pub(super) fn check(catalogue: &Catalogue, broken: &mut Vec<String>) {
    for (index, live) in catalogue.live.iter().enumerate() {
        let name = format!("Subscription.{}", live.name);
        if catalogue.live[..index].iter().any(|other| other.name == live.name) {
            broken.push(format!("{name} is declared twice: rename one"));
        }
        super::described::sentence(&name, live.description, broken);
        let About::Rows { target, filters } = &live.about else { continue };
        let Some(resource) = catalogue.resource(target) else {
            broken.push(format!("{name} is about {target}, which is not a declared type: declare it"));
            continue;
        };
        if resource.tenant.is_none() {
            broken.push(format!(
                "{name} is about {target}, which has no trust_id, so no subscriber would be notified: add the column"
            ));
        }
        for filter in filters {
            super::described::sentence(&format!("{name}({})", filter.link), filter.description, broken);
            let link = resource.links.iter().find(|link| link.name == filter.link);
            if !link.is_some_and(|link| matches!(link.arity, Arity::One(_))) {
                broken.push(format!(
                    "{name} is narrowed by {target}.{}, which is not a link to one row: name a link to one row",
                    filter.link
                ));
            }
        }
    }
}
