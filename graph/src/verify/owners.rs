//! Every protected type has a tenant column and a permission, and its owner paths start from columns of its table.

use crate::declare::{Catalogue, Path};

pub(super) fn check(catalogue: &Catalogue, broken: &mut Vec<String>) {
    for resource in &catalogue.resources {
        let row = resource.row.printed();
        let protected = !row.open;
        if protected && resource.tenant.is_none() {
            broken.push(format!("{} is protected, but its table has no trust_id: add the column", resource.name));
        }
        if protected && row.needs.is_empty() {
            broken.push(format!("{} is protected, but names no permission: name one, or say OPEN", resource.name));
        }
        for (_, path) in &resource.owner.paths {
            let mine = match path {
                Path::Column(column) | Path::Set(column) => column,
                Path::Exists(hop) => &hop.mine,
                Path::Whole => continue,
            };
            if mine.table != resource.table {
                broken.push(format!(
                    "the owner path of {} starts from {}.{}, which is a column of another table: start from a column of {}",
                    resource.name, mine.table, mine.name, resource.table
                ));
            }
        }
    }
}
