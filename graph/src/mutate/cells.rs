//! What the cells of a row say, in the order of the columns of its type.

use uuid::Uuid;

use super::Stop;
use crate::declare::{Arity, Column, Field, Resource, Source};
use crate::value::Value;

/// The key of a row.
pub(super) fn key(of: &Resource, cells: &[Value]) -> Result<Uuid, Stop> {
    let at = of.columns.iter().position(|column| *column == of.id);
    at.and_then(|at| cells[at].as_uuid()).ok_or_else(|| Stop::Mistake(format!("a {} has no key", of.name)))
}

/// The owner of a row; none where it has none.
pub(super) fn owner(of: &Resource, cells: &[Value]) -> Option<Uuid> {
    let owner = of.owner_column?;
    of.columns.iter().position(|column| *column == owner).and_then(|at| cells[at].as_uuid())
}

/// The public name of a column: of its field or link; `None` where it has neither.
pub(super) fn public(of: &Resource, column: Column) -> Option<String> {
    fn within(fields: &[Field], column: Column) -> Option<&'static str> {
        fields.iter().find_map(|field| match &field.source {
            Source::Column(own, _) => (*own == column).then_some(field.name),
            Source::Object { fields, .. } => within(fields, column).map(|_| field.name),
            _ => None,
        })
    }
    let link = || of.links.iter().find(|link| matches!(link.arity, Arity::One(own) if own == column));
    within(&of.fields, column).or_else(|| link().map(|link| link.name)).map(str::to_owned)
}
