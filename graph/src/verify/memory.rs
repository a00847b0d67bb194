//! What a batch of objects yields is a type in memory whose parts ask nothing of their own.
//!
//! The field that yields it is asked of each row. A part in memory could only be asked of the caller as such, which is
//! less: so the field asks for all of it.

use std::collections::BTreeSet;

use crate::declare::{Catalogue, Source, Yields};
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
        if !part.access.printed().open {
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

#[cfg(test)]
mod tests {
    use futures::FutureExt;
    use serde_json::Value as Json;

    use super::check;
    use crate::caller::Permission;
    use crate::declare::{
        Access, Asked, Catalogue, MemoryType, OPEN, ObjectsFuture, Reader, batch_object, memory_field, memory_type,
        owner, resource,
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
    fn broken(memory: Vec<MemoryType>) -> Vec<String> {
        let made = batch_object("made", "[Made!]", [thing::Column::Id], OPEN, "What it makes.", 0, nothing);
        let thing = resource("Thing", thing::Entity, owner(), OPEN, "A thing.").fields([made]);
        let mut catalogue = Catalogue::new(vec!["A_READ"], vec!["ALL"], str::to_owned).resources([thing]);
        catalogue.memory = memory;
        let mut broken = Vec::new();
        check(&catalogue, &mut broken);
        broken
    }

    fn made(access: impl Into<Access>) -> MemoryType {
        memory_type("Made", "A part.", [memory_field("inner", "Inner!", access, "What is in it.")])
    }

    #[test]
    fn parts_ask_nothing_at_any_depth() {
        let inner = |access| memory_type("Inner", "Within.", [memory_field("sum", "Int", access, "A sum.")]);
        assert_eq!(broken(vec![made(OPEN), inner(OPEN)]), Vec::<String>::new());
        let asks = Access::from(Permission(0));
        let found = broken(vec![made(OPEN), inner(asks)]);
        assert!(found.len() == 1 && found[0].starts_with("Inner.sum asks a permission"), "{found:?}");
        assert_eq!(broken(vec![made(Permission(0))]).len(), 1);
    }

    #[test]
    fn what_is_made_is_declared() {
        let found = broken(Vec::new());
        assert!(found.len() == 1 && found[0].contains("declare it with `memory_type`"), "{found:?}");
    }
}
