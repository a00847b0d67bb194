//! Which text columns a type has, and of which class each is.

use super::{AS_IS, Column, Field, Resource, Source, TextClass};
use crate::value::Kind;

/// What a type says of its text columns: the class of each, or none of the values of a closed set. A folded column is kept as
/// the code of an action makes it.
pub(crate) fn of(resource: &Resource) -> Vec<(Column, Option<TextClass>)> {
    let mut all: Vec<_> = resource.texts.iter().map(|(column, class)| (*column, Some(*class))).collect();
    within(&resource.fields, &mut all);
    let folded = resource.fields.iter().filter_map(|field| field.filter.as_ref()?.folded).chain(resource.search);
    all.extend(folded.map(|column| (column, Some(AS_IS))));
    all
}

fn within(fields: &[Field], all: &mut Vec<(Column, Option<TextClass>)>) {
    for field in fields {
        match &field.source {
            Source::Column(column, Kind::Enum(_)) => all.push((*column, None)),
            Source::Column(column, _) => all.extend(field.text.map(|class| (*column, Some(class)))),
            Source::Object { fields, .. } => within(fields, all),
            Source::Derived { .. } | Source::Batch(_) | Source::Expression { .. } => {}
        }
    }
}
