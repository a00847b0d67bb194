//! A column is of one special class: no two declarations give it different classes.

use crate::declare::Catalogue;

pub(super) fn check(catalogue: &Catalogue, broken: &mut Vec<String>) {
    for (index, (column, class)) in catalogue.sensitive.iter().enumerate() {
        if catalogue.sensitive[..index].iter().any(|(known, other)| known == column && other != class) {
            broken.push(format!(
                "{}.{} is of two special classes: name the same class everywhere that it is declared `special`",
                column.table, column.name
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::caller::Permission;
    use crate::declare::{Catalogue, Compartment, OPEN, compartment, owner, resource, text};

    mod thing {
        use sea_orm::entity::prelude::*;

        #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
        #[sea_orm(table_name = "thing")]
        pub struct Model {
            #[sea_orm(primary_key)]
            pub id: Uuid,
            pub trust_id: Uuid,
            pub secret: String,
        }
        #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
        pub enum Relation {}
        impl ActiveModelBehavior for ActiveModel {}
    }
    use thing::Column as C;

    const OPENS: Permission = Permission(0);
    const CLASS: Compartment = compartment(&[OPENS]);
    const OTHER: Compartment = compartment(&[]);

    fn broken(field: Compartment, column: Compartment) -> Vec<String> {
        let thing = resource("Thing", thing::Entity, owner(), OPEN, "A thing.")
            .fields([text("secret", C::Secret, crate::declare::LINE, OPENS, "It.").special(field)])
            .special_columns([C::Secret], column);
        let catalogue = Catalogue::new(vec!["A_READ"], vec!["ALL"], str::to_owned).resources([thing]);
        assert!(catalogue.is_sensitive(catalogue.resources[0].columns[2]), "reads of it are logged");
        let mut broken = Vec::new();
        super::check(&catalogue, &mut broken);
        broken
    }

    #[test]
    fn a_column_is_of_one_class() {
        assert_eq!(broken(CLASS, CLASS), Vec::<String>::new());
        let found = broken(CLASS, OTHER);
        assert!(found.len() == 1 && found[0].starts_with("thing.secret is of two special classes"), "{found:?}");
    }

    #[test]
    fn a_field_of_a_class_asks_a_permission_of_it() {
        let field = |access: crate::declare::Access| {
            text("secret", C::Secret, crate::declare::LINE, access, "It.").special(CLASS)
        };
        let broken = |access| {
            let thing = resource("Thing", thing::Entity, owner(), OPEN, "A thing.").fields([field(access)]);
            let catalogue = Catalogue::new(vec!["A_READ"], vec!["ALL"], str::to_owned).resources([thing]);
            let mut broken = Vec::new();
            crate::verify::sensitive::check(&catalogue, &mut broken);
            broken
        };
        assert_eq!(broken(OPENS.into()), Vec::<String>::new());
        assert_eq!(broken(OPEN).len(), 1);
    }
}
