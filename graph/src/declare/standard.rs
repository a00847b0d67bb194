//! The fields that a type has because its table has their columns: where a row came from, its version, its last change.
//!
//! A type that needs another access or description for one of them declares a field of that name; then none is added.

use super::{Column, Field, LINE, OPEN, Resource, Source, field};
use crate::value::Kind;

/// The standard fields that the type does not declare itself.
pub(super) fn fields(resource: &Resource) -> Vec<Field> {
    let add = |name: &'static str, column: Option<Column>, kind: Kind, description: &'static str| {
        let column = column.filter(|_| resource.fields.iter().all(|field| field.name != name))?;
        Some(field::field(name, Source::Column(column, kind), OPEN, description))
    };
    let source = resource.columns.iter().copied().find(|column| column.name == "source_system");
    let source = add("sourceSystem", source, Kind::Text, "The system the row came from.");
    let source = source.map(|field| Field { text: Some(LINE), ..field });
    let version = "Rises with every change of the row. Send the version you read when you change the row.";
    let version = add("rowVersion", resource.version, Kind::Int, version);
    let updated = add("updatedAt", resource.updated_at, Kind::Time, "When the row last changed.");
    [source, version, updated.map(|field| field.filter().order())].into_iter().flatten().collect()
}
