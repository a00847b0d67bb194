//! Fields and links that a declaration adds to another type (`back`, `extend`) are added to a declared type.

use crate::declare::Catalogue;

pub(super) fn check(catalogue: &Catalogue, broken: &mut Vec<String>) {
    for extension in &catalogue.waiting {
        let fields = extension.fields.iter().map(|field| field.name);
        for name in fields.chain(extension.links.iter().map(|link| link.name)) {
            broken.push(format!(
                "{0}.{name} is added to {0}, which is not declared: declare it, or correct its name where it is added",
                extension.target
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::declare::{
        Arity, Catalogue, Extension, LINE, OPEN, Resource, column, extend, owner, resource, text, to_one,
    };

    mod thing {
        use sea_orm::entity::prelude::*;

        #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
        #[sea_orm(table_name = "thing")]
        pub struct Model {
            #[sea_orm(primary_key)]
            pub id: Uuid,
            pub whole_id: Uuid,
            pub size: i32,
            pub source_system: Option<String>,
            pub row_version: i32,
            pub updated_at: DateTimeUtc,
        }
        #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
        pub enum Relation {}
        impl ActiveModelBehavior for ActiveModel {}
    }
    use thing::Column as C;

    fn part() -> Resource {
        let whole = to_one("whole", "Whole", C::WholeId, OPEN, "What it is a part of.")
            .back("parts", OPEN, "Its parts, largest first.")
            .newest_first(C::Size)
            .back_through("others", "Other", C::Id, OPEN, "Others.");
        resource("Part", thing::Entity, owner(), OPEN, "A part.").links([whole])
    }

    fn whole() -> Resource {
        resource("Whole", thing::Entity, owner(), OPEN, "A whole.")
    }

    fn size() -> Extension {
        extend("Whole").fields([column("size", C::Size, OPEN, "Its size.")])
    }

    fn catalogue() -> Catalogue {
        Catalogue::new(vec!["A_READ"], vec!["ALL"], str::to_owned)
    }

    fn broken(catalogue: &Catalogue) -> Vec<String> {
        let mut broken = Vec::new();
        check(catalogue, &mut broken);
        broken
    }

    #[test]
    fn a_way_back_is_a_link_of_the_type_it_leads_from() {
        // In either order of declaration.
        for catalogue in [
            catalogue().extensions([size()]).resources([part(), whole()]),
            catalogue().resources([whole()]).resources([part()]).extensions([size()]),
        ] {
            assert_eq!(broken(&catalogue), Vec::<String>::new());
            let whole = catalogue.resource("Whole").expect("it is declared");
            let [parts, others] = &whole.links[..] else { panic!("{:?}", whole.links) };
            assert!(parts.name == "parts" && parts.target == "Part" && parts.order.len() == 1);
            assert!(matches!(parts.arity, Arity::Many(key) if key.name == "whole_id"));
            assert!(
                others.target == "Other"
                    && matches!(&others.arity, Arity::Through(through) if through.theirs.name == "id")
            );
            let part = catalogue.resource("Part").expect("it is declared");
            assert!(part.links.len() == 1 && part.links[0].order.is_empty());
            assert_eq!(whole.fields.iter().filter(|field| field.name == "size").count(), 1);
        }
    }

    #[test]
    fn standard_fields_follow_from_the_table() {
        let own = text("sourceSystem", C::SourceSystem, LINE, crate::Permission(0), "Where it is from.");
        let catalogue = catalogue().resources([whole(), part().fields([own])]);
        let names = |name| -> Vec<_> {
            catalogue.resource(name).expect("it is declared").fields.iter().map(|field| field.name).collect()
        };
        assert_eq!(names("Whole"), ["sourceSystem", "rowVersion", "updatedAt"]);
        assert_eq!(names("Part"), ["sourceSystem", "rowVersion", "updatedAt"]);
        let part = catalogue.resource("Part").expect("it is declared");
        assert!(!part.fields[0].access.printed().open, "what the type declares itself stands");
        assert!(part.fields[2].filter.is_some() && part.fields[2].order.is_some());
    }

    #[test]
    fn what_is_added_to_an_undeclared_type_is_reported() {
        let found = broken(&catalogue().resources([part()]).extensions([size()]));
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found[0].starts_with("Whole.parts is added to Whole, which is not declared"), "{found:?}");
    }
}
