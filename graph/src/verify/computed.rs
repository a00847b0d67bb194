//! What a batch of objects returns is a computed type whose parts ask no permission of their own.
//!
//! The permission of the field that returns it is checked on each row. A part is no row, so its permission could only be
//! checked against the caller as such, which is weaker: so the field asks for all of it.

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
            if catalogue.computed.iter().any(|computed| computed.name == name) {
                parts(catalogue, name, &mut seen, broken);
            } else {
                broken.push(format!(
                    "{}.{} yields {name}, which is no computed type: declare it with `computed_type`",
                    resource.name, field.name
                ));
            }
        }
    }
}

fn parts(catalogue: &Catalogue, name: String, seen: &mut BTreeSet<String>, broken: &mut Vec<String>) {
    let Some(computed) = catalogue.computed.iter().find(|computed| computed.name == name) else { return };
    if !seen.insert(name) {
        return;
    }
    for part in &computed.fields {
        if !matches!(part.access, Access::Open) {
            broken.push(format!(
                "{}.{} asks a permission, and a part of a computed type has no row to check it on: say OPEN, and let the field \
                 that yields {} ask",
                computed.name, part.name, computed.name
            ));
        }
        if !part.description.ends_with(['.', '?']) {
            broken.push(format!(
                "{}.{} has no description that ends with a full stop: say what it is",
                computed.name, part.name
            ));
        }
        parts(catalogue, Ty::parse(part.ty).base().to_owned(), seen, broken);
    }
}

#[cfg(test)]
mod tests {
    use futures::FutureExt;
    use serde_json::Value as Json;

    use super::check;
    use crate::caller::Permission;
    use crate::declare::{
        Access, Asked, Catalogue, ComputedType, OPEN, ObjectsFuture, Reader, batch_object, computed_field,
        computed_type, owner, resource,
    };
    use crate::value::Value;

    mod thing {
        use sea_orm::entity::prelude::*;

        #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
        #[sea_orm(table_name = "thing")]
        pub struct Model {
            #[sea_orm(primary_key)]
            pub id: Uuid,
        }
        #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
        pub enum Relation {}
        impl ActiveModelBehavior for ActiveModel {}
    }

    fn nothing<'a>(_: &'a dyn Reader, rows: Vec<Vec<Value>>, _: Asked) -> ObjectsFuture<'a> {
        async move { Ok(vec![Json::Null; rows.len()]) }.boxed()
    }

    /// What is broken where a thing makes a list of parts of these types.
    fn broken(computed: Vec<ComputedType>) -> Vec<String> {
        let made = batch_object("made", "[Made!]", [thing::Column::Id], OPEN, "What it makes.", 0, nothing);
        let thing = resource("Thing", thing::Entity, owner(), OPEN, "A thing.").fields([made]);
        let mut catalogue = Catalogue::new(vec!["A_READ"], vec!["ALL"], str::to_owned).resources([thing]);
        catalogue.computed = computed;
        let mut broken = Vec::new();
        check(&catalogue, &mut broken);
        broken
    }

    fn made(access: impl Into<Access>) -> ComputedType {
        computed_type("Made", "A part.", [computed_field("inner", "Inner!", access, "What is in it.")])
    }

    #[test]
    fn parts_ask_nothing_at_any_depth() {
        let inner = |access| computed_type("Inner", "Within.", [computed_field("sum", "Int", access, "A sum.")]);
        assert_eq!(broken(vec![made(OPEN), inner(OPEN)]), Vec::<String>::new());
        let asks = Access::from(Permission(0));
        let found = broken(vec![made(OPEN), inner(asks)]);
        assert!(found.len() == 1 && found[0].starts_with("Inner.sum asks a permission"), "{found:?}");
        assert_eq!(broken(vec![made(Permission(0))]).len(), 1);
    }

    #[test]
    fn what_is_made_is_declared() {
        let found = broken(Vec::new());
        assert!(found.len() == 1 && found[0].contains("declare it with `computed_type`"), "{found:?}");
    }
}
