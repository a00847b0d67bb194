//! No two root fields have the same name.

use std::collections::HashSet;

use crate::declare::Catalogue;

pub(super) fn check(catalogue: &Catalogue, broken: &mut Vec<String>) {
    let mut seen = HashSet::from(["node", "nodes", "search"]);
    let cubes = catalogue.cubes.iter().map(|cube| cube.field.name);
    let names = catalogue.computed_roots.iter().map(|root| root.name).chain(cubes);
    for name in names.chain(catalogue.roots.iter().map(|root| root.name)) {
        if !seen.insert(name) {
            broken.push(format!("Query.{name} is declared twice, or is a field of the engine: rename one"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::declare::{Catalogue, OPEN, owner, resource};

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

    fn broken(list: &'static str, one: &'static str) -> Vec<String> {
        let thing = resource("Thing", thing::Entity, owner(), OPEN, "A thing.");
        let thing = thing.root(list, "Things.").root_one(one, "A thing.");
        let mut broken = Vec::new();
        check(&Catalogue::new(vec!["A_READ"], vec!["ALL"], str::to_owned).resources([thing]), &mut broken);
        broken
    }

    #[test]
    fn each_has_a_name_of_its_own() {
        assert_eq!(broken("things", "thing"), Vec::<String>::new());
        assert_eq!(broken("things", "things").len(), 1);
        let found = broken("things", "node");
        assert!(found.len() == 1 && found[0].starts_with("Query.node is declared twice"), "{found:?}");
    }
}
