//! Every text column that an action may write has a class, and one class only.

use crate::declare::{Catalogue, texts};
use crate::value::Storage;

pub(super) fn check(catalogue: &Catalogue, broken: &mut Vec<String>) {
    for resource in &catalogue.resources {
        let known = texts::of(resource);
        for (at, (column, class)) in known.iter().enumerate() {
            if known[..at].iter().any(|(earlier, other)| earlier == column && other != class) {
                broken.push(format!(
                    "{}: {}.{} has two classes of text: give all its fields the same; a folded column is AS_IS",
                    resource.name, column.table, column.name
                ));
            }
        }
        let is_known = |column| known.iter().any(|(known, _)| *known == column);
        let written = resource.written.is_some() || resource.approved.is_some();
        for column in resource.columns.iter().filter(|column| written && column.storage == Storage::Text) {
            if !is_known(*column) {
                broken.push(format!(
                    "{}: the text column {}.{} has no class: declare a field with `text`, or say it with `texts`",
                    resource.name, column.table, column.name
                ));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::declare::{CODE, Catalogue, LINE, OPEN, Resource, TextClass, owner, resource, text};

    mod thing {
        use sea_orm::entity::prelude::*;

        #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
        #[sea_orm(table_name = "thing")]
        pub struct Model {
            #[sea_orm(primary_key)]
            pub id: Uuid,
            pub label: String,
            pub hidden: String,
        }

        #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
        pub enum Relation {}

        impl ActiveModelBehavior for ActiveModel {}
    }
    use thing::Column as C;

    fn said(second: TextClass, of: impl Fn(Resource) -> Resource) -> Vec<String> {
        let fields = [text("label", C::Label, LINE, OPEN, "It."), text("again", C::Label, second, OPEN, "It again.")];
        let thing = of(resource("Thing", thing::Entity, owner(), OPEN, "A thing.").fields(fields));
        let mut broken = Vec::new();
        super::check(&Catalogue::new(vec![], vec![], str::to_owned).resources([thing]), &mut broken);
        broken
    }

    #[test]
    fn a_column_has_one_class() {
        assert!(said(LINE, |thing| thing).is_empty());
        let broken = said(CODE, |thing| thing);
        assert!(broken.len() == 1 && broken[0].contains("thing.label has two classes"), "{broken:?}");
    }

    #[test]
    fn a_written_text_has_a_class() {
        let broken = said(LINE, |thing| thing.written(OPEN));
        assert!(broken.len() == 1 && broken[0].contains("thing.hidden has no class"), "{broken:?}");
        assert!(said(LINE, |thing| thing.written(OPEN).texts(CODE, [C::Hidden])).is_empty());
    }

    #[test]
    fn a_folded_column_is_as_it_is() {
        assert!(said(LINE, |thing| thing.written(OPEN).searched_by(C::Hidden)).is_empty());
        let broken = said(LINE, |thing| thing.searched_by(C::Hidden).texts(LINE, [C::Hidden]));
        assert!(broken.len() == 1 && broken[0].contains("thing.hidden has two classes"), "{broken:?}");
    }
}
