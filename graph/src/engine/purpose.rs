//! The purpose that a request states.

use super::Request;
use crate::error::{Code, Refusal};

/// The longest purpose, in characters: it is stored with every logged read and every changed row.
const LONGEST: usize = 200;

/// The purpose that a request states in `extensions.purpose`.
///
/// # Errors
/// When it is not a text, is too long or contains U+0000.
pub(super) fn purpose(request: &Request) -> Result<Option<&str>, Refusal> {
    match request.extensions.get("purpose") {
        None | Some(serde_json::Value::Null) => Ok(None),
        Some(serde_json::Value::String(text)) if text.chars().count() <= LONGEST && !text.contains('\0') => {
            Ok(Some(text))
        }
        Some(_) => {
            let message =
                format!("`extensions.purpose` is a text of at most {LONGEST} characters, without U+0000: shorten it");
            Err(Refusal::new(Code::BadUserInput, message))
        }
    }
}
