//! Each type that may be changed says of each row that shows it whether its changes count there, and no type comes back to
//! itself in this way.

use crate::declare::{Catalogue, Following, edges};

pub(super) fn check(catalogue: &Catalogue, broken: &mut Vec<String>) {
    for resource in &catalogue.resources {
        for link in &resource.links {
            let name = format!("{}.{}", resource.name, link.name);
            match &link.following {
                None if link.has_back && resource.written.is_some() => broken.push(format!(
                    "{name} has a way back and {} may be changed: say with `touches` that a change counts as a change of \
                     {}, or with `apart` why it does not",
                    resource.name, link.target
                )),
                Some(Following::Touches(shown_as, _)) => {
                    let shown = catalogue.resource(link.target).is_some_and(|target| {
                        target.links.iter().any(|link| link.name == *shown_as)
                            || target.fields.iter().any(|field| field.name == *shown_as)
                    });
                    if !shown {
                        broken.push(format!(
                            "{name} touches `{shown_as}`, which {} does not have: name the field that shows it",
                            link.target
                        ));
                    }
                }
                Some(Following::Apart("")) => broken.push(format!("{name} is apart for no reason: give one")),
                _ => {}
            }
        }
    }
    let edges = edges(catalogue);
    for edge in &edges {
        let to = &catalogue.resources[edge.to];
        if to.updated_at.is_none() || to.tenant.is_none() {
            broken.push(format!(
                "{} counts as a change of {}, whose table has no trust_id and updated_at: add the columns",
                edge.name(),
                to.name
            ));
        }
        let mut reached = vec![edge.to];
        let mut next = 0;
        while let Some(at) = reached.get(next).copied() {
            next += 1;
            let further = edges.iter().filter(|other| other.from == at).map(|other| other.to);
            for to in further.collect::<Vec<_>>() {
                if !reached.contains(&to) {
                    reached.push(to);
                }
            }
        }
        if reached.contains(&edge.from) {
            broken.push(format!("{} leads back to {}: leave one of these out", edge.name(), edge.of.name));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::declare::{Catalogue, OPEN, Resource, owner, resource, to_one};

    mod parent {
        use sea_orm::entity::prelude::*;
        #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
        #[sea_orm(table_name = "parent")]
        pub struct Model {
            #[sea_orm(primary_key, auto_increment = false)]
            pub id: Uuid,
            pub trust_id: Uuid,
            pub child_id: Uuid,
            pub updated_at: DateTimeUtc,
        }
        #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
        pub enum Relation {}
        impl ActiveModelBehavior for ActiveModel {}
    }

    mod child {
        use sea_orm::entity::prelude::*;
        #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
        #[sea_orm(table_name = "child")]
        pub struct Model {
            #[sea_orm(primary_key, auto_increment = false)]
            pub id: Uuid,
            pub trust_id: Uuid,
            pub parent_id: Uuid,
        }
        #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
        pub enum Relation {}
        impl ActiveModelBehavior for ActiveModel {}
    }

    fn broken(of_child: impl Fn(Resource) -> Resource, of_parent: impl Fn(Resource) -> Resource) -> Vec<String> {
        let child = resource("Child", child::Entity, owner(), OPEN, "A child.").written(OPEN);
        let parent = resource("Parent", parent::Entity, owner(), OPEN, "A parent.");
        let catalogue = Catalogue::new(Vec::new(), vec!["ALL"], str::to_owned);
        let mut broken = Vec::new();
        check(&catalogue.resources([of_parent(parent), of_child(child)]), &mut broken);
        broken
    }

    fn shown() -> crate::declare::Link {
        to_one("parent", "Parent", child::Column::ParentId, OPEN, "The parent.").back("children", OPEN, "Its children.")
    }

    #[test]
    fn a_type_that_may_be_changed_says_what_it_is_for_the_rows_that_show_it() {
        let silent = broken(|child| child.links([shown()]), |parent| parent);
        assert!(silent.iter().any(|fault| fault.contains("Child.parent has a way back")), "{silent:?}");
        let touches = broken(|child| child.links([shown().touches("children", OPEN)]), |parent| parent);
        assert_eq!(touches, Vec::<String>::new());
        let apart = broken(|child| child.links([shown().apart("a reason")]), |parent| parent);
        assert_eq!(apart, Vec::<String>::new());
        let unknown = broken(|child| child.links([shown().touches("heirs", OPEN)]), |parent| parent);
        assert!(unknown.iter().any(|fault| fault.contains("`heirs`")), "{unknown:?}");
    }

    #[test]
    fn nothing_comes_back_to_itself() {
        let parent = |parent: Resource| {
            parent
                .links([to_one("child", "Child", parent::Column::ChildId, OPEN, "The child.").touches("parent", OPEN)])
        };
        let circle = broken(|child| child.links([shown().touches("children", OPEN)]), parent);
        assert!(circle.iter().any(|fault| fault.contains("leads back")), "{circle:?}");
        assert!(circle.iter().any(|fault| fault.contains("no trust_id and updated_at")), "{circle:?}");
    }
}
