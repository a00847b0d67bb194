//! Links lead to declared types, over columns of the right tables.

use crate::declare::{Arity, Catalogue};

pub(super) fn check(catalogue: &Catalogue, broken: &mut Vec<String>) {
    for resource in &catalogue.resources {
        for link in &resource.links {
            let name = format!("{}.{}", resource.name, link.name);
            let Some(target) = catalogue.resource(link.target) else {
                broken.push(format!("{name} leads to {}, which is not declared: declare it", link.target));
                continue;
            };
            let (table, column) = match &link.arity {
                Arity::One(column) => (resource.table, *column),
                Arity::OneOf(column) | Arity::List(column) | Arity::Many(column) => (target.table, *column),
                Arity::Through(through) => (through.mine.table, through.theirs),
            };
            if column.table != table {
                broken.push(format!("{name} uses {}.{}: use a column of {table}", column.table, column.name));
            }
        }
    }
}
