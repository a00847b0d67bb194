//! Texts of an action: those of a row that is written are cleaned as the classes of their columns say, or refused; those by
//! which rows are found are cleaned in the same way.

use super::error::{Stop, UserError};
use crate::declare::{Catalogue, Column, Comparable, Field, Resource, Source, UserErrorCode};
use crate::plan::{Cond, Operand};
use crate::value::Value;

/// Cleans the texts of a new row, or those of a row that differ from what is stored. `at` is the path in the input that
/// errors name.
///
/// # Errors
/// When a class refuses a text, for all such texts together.
pub(super) fn clean(
    catalogue: &Catalogue,
    of: &Resource,
    stored: Option<&[Value]>,
    cells: &mut [Value],
    at: &[&str],
) -> Result<(), Stop> {
    let mut refused = Vec::new();
    for (number, (column, cell)) in of.columns.iter().zip(cells).enumerate() {
        let stands = stored.is_some_and(|stored| stored[number] == *cell);
        let (Value::Text(text), Some(class), false) = (&*cell, catalogue.text_class(*column), stands) else { continue };
        let fault = match class.clean(text) {
            Ok(cleaned) if cleaned.is_empty() && column.nullable => {
                *cell = Value::Null;
                continue;
            }
            Ok(cleaned) if !cleaned.is_empty() || text.is_empty() => {
                *cell = Value::Text(cleaned);
                continue;
            }
            Ok(_) => format!("nothing can be seen of this {}: write it", class.name),
            Err(fault) => fault,
        };
        let field = name(&of.fields, *column).unwrap_or(column.name);
        let path: Vec<&str> = at.iter().copied().chain([field]).collect();
        refused.push(UserError::new(UserErrorCode::BadUserInput, &path, fault));
    }
    if refused.is_empty() { Ok(()) } else { Err(Stop::Refused(refused)) }
}

/// The name of the field that shows a column.
fn name(fields: &[Field], column: Column) -> Option<&'static str> {
    fields.iter().find_map(|field| match &field.source {
        Source::Column(own, _) => (*own == column).then_some(field.name),
        Source::Object { fields, .. } => name(fields, column),
        _ => None,
    })
}

/// The condition with its texts cleaned as the classes of their columns say.
pub(super) fn compared(catalogue: &Catalogue, cond: Cond) -> Cond {
    match cond {
        Cond::And(parts) => Cond::And(parts.into_iter().map(|part| compared(catalogue, part)).collect()),
        Cond::Compare(Comparable::Column(column), operator, Operand::Plain(bind)) => {
            let operand = match catalogue.text_class(column) {
                Some(class) => Operand::Text(bind, class),
                None => Operand::Plain(bind),
            };
            Cond::Compare(column.into(), operator, operand)
        }
        other => other,
    }
}
