//! Fields read, filter and order by columns of the table of their type.

use crate::declare::{Catalogue, Column, Comparable, Field, Path, Source};

pub(super) fn check(catalogue: &Catalogue, broken: &mut Vec<String>) {
    for resource in &catalogue.resources {
        for field in &resource.fields {
            for column in columns(field) {
                if column.table != resource.table {
                    broken.push(format!(
                        "{}.{} reads {}.{}: a field reads its own table; use a link or a batch",
                        resource.name, field.name, column.table, column.name
                    ));
                }
            }
        }
        for column in resource.default_order.iter().chain(&resource.search) {
            if column.table != resource.table {
                broken.push(format!("{} is ordered by a column of {}: use its own", resource.name, column.table));
            }
        }
    }
}

fn columns(field: &Field) -> Vec<Column> {
    let mut all = match &field.source {
        Source::Column(column, _) => vec![*column],
        Source::Derived { inputs, .. } => inputs.clone(),
        Source::Expression { key, .. } => key.own_columns(),
        Source::Batch(batch) => batch.inputs.clone(),
        Source::Object { fields, .. } => fields.iter().flat_map(columns).collect(),
    };
    let compared = field.order.iter().chain(field.filter.iter().map(|filter| &filter.on));
    all.extend(compared.flat_map(Comparable::own_columns));
    all.extend(field.filter.iter().filter_map(|filter| filter.folded));
    let withheld = field.withheld.iter().flat_map(|(paths, _)| paths);
    all.extend(withheld.filter_map(|path| match path {
        Path::Column(column) | Path::Set(column) => Some(*column),
        Path::Exists(hop) => Some(hop.mine),
        Path::Whole => None,
    }));
    all
}
