//! The printed schema.

use async_graphql::SDLExportOptions;

use super::{Model, dynamic};
use crate::declare::Catalogue;

/// async-graphql's dynamic schema prints uses of a directive but cannot define one.
const ACCESS: &str = "\"\"\"\nTo read this field, or to run this action, a caller needs one of these permissions, with a reach that covers the row.\nWithout one the field is null, or the action is not run, and an error with the code FORBIDDEN names the permission.\n\"\"\"\ndirective @access(\n\t\"\"\"\n\tOne of these permissions is enough.\n\t\"\"\"\n\tpermission: [Permission!]!\n) on FIELD_DEFINITION | OBJECT\n\n";

/// Prints a model as SDL, the definition of `@access` first.
///
/// # Errors
/// When the declarations do not make a valid schema.
pub fn print(model: &Model, catalogue: &Catalogue) -> Result<String, async_graphql::dynamic::SchemaError> {
    let options = SDLExportOptions::new().include_specified_by();
    Ok(format!("{ACCESS}{}", dynamic(model, catalogue, true)?.sdl_with_options(options)))
}
