//! A type with a sensitive field names its data subject with `data_subject`: sensitive reads are logged under that
//! person.

use crate::declare::{Catalogue, Field, Resource, Source};
use crate::value::Storage;

pub(super) fn check(catalogue: &Catalogue, broken: &mut Vec<String>) {
    for resource in &catalogue.resources {
        let logged = resource.fields.iter().any(|field| is_logged(catalogue, resource, field))
            || resource.lookups.iter().any(|lookup| catalogue.is_sensitive(lookup.column));
        match resource.data_subject {
            None if logged => broken.push(format!(
                "{} has a field whose reads are logged, but does not name its data subject: name the type and \
                 the key column with `data_subject`, or `id` where each row is its own data subject",
                resource.name
            )),
            Some((subject, _)) if catalogue.resource(subject).is_none() => {
                broken.push(format!("the data subject of {} is a {subject}, which is not a declared type: declare it", resource.name));
            }
            Some((_, key)) if key.table != resource.table || key.storage != Storage::Uuid => broken.push(format!(
                "the data subject of {} is named by {}.{}, which is not a key in its own table: name a key column of {}",
                resource.name, key.table, key.name, resource.table
            )),
            _ => {}
        }
    }
}

fn is_logged(catalogue: &Catalogue, resource: &Resource, field: &Field) -> bool {
    match &field.source {
        Source::Object { fields, .. } => fields.iter().any(|part| is_logged(catalogue, resource, part)),
        _ => catalogue.is_logged(resource, field),
    }
}

#[cfg(test)]
mod tests {
    use sea_orm::ColumnTrait;

    use super::check;
    use crate::caller::Permission;
    use crate::declare::{Catalogue, Resource, batch_object, compartment, owner, resource, text};

    mod thing {
        use sea_orm::entity::prelude::*;

        #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
        #[sea_orm(table_name = "thing")]
        pub struct Model {
            #[sea_orm(primary_key)]
            pub id: Uuid,
            pub trust_id: Uuid,
            pub whose: Uuid,
            pub secret: String,
            pub plain: String,
        }
        #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
        pub enum Relation {}
        impl ActiveModelBehavior for ActiveModel {}
    }
    use thing::Column as C;

    const OPENS: Permission = Permission(0);

    fn reads(column: impl ColumnTrait) -> Resource {
        resource("Thing", thing::Entity, owner(), OPENS, "A thing.").fields([text(
            "it",
            column,
            crate::declare::LINE,
            OPENS,
            "It.",
        )])
    }

    fn broken(thing: Resource) -> Vec<String> {
        let thing = thing.special_columns([C::Secret], compartment(&[OPENS]));
        let catalogue = Catalogue::new(vec!["A_READ"], vec!["ALL"], str::to_owned).resources([thing]);
        let mut broken = Vec::new();
        check(&catalogue, &mut broken);
        broken
    }

    #[test]
    fn whose_record_it_is_is_said() {
        assert_eq!(broken(reads(C::Plain)), Vec::<String>::new());
        assert_eq!(broken(reads(C::Secret).data_subject("Thing", C::Whose)), Vec::<String>::new());
        assert_eq!(broken(reads(C::Secret).data_subject("Thing", C::Id)), Vec::<String>::new());
        let found = broken(reads(C::Secret));
        assert!(found.len() == 1 && found[0].contains("with `data_subject`"), "{found:?}");
    }

    #[test]
    fn a_batch_that_asks_what_opens_such_a_column_counts() {
        use futures::FutureExt;
        let cost = batch_object("cost", [C::Id], OPENS, "What it costs.", 0, |_, rows, _| {
            async move { Ok(vec![None::<i64>; rows.len()]) }.boxed()
        });
        assert_eq!(broken(reads(C::Plain).fields([cost])).len(), 1);
    }

    #[test]
    fn whose_it_is_is_a_key_of_a_declared_type() {
        for (subject, column) in [("Thing", C::Plain), ("Nobody", C::Whose)] {
            assert_eq!(broken(reads(C::Secret).data_subject(subject, column)).len(), 1, "{subject}");
        }
    }
}
