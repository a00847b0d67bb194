//! What a request says it is for.

use super::Request;
use crate::error::{Code, Refusal};

/// The longest purpose: it is kept with every read that is logged and every row that is changed.
const LONGEST: usize = 200;

/// The purpose that a request states in `extensions.purpose`.
///
/// # Errors
/// When it is no text that can be kept.
pub(super) fn purpose(request: &Request) -> Result<Option<&str>, Refusal> {
    match request.extensions.get("purpose") {
        None | Some(serde_json::Value::Null) => Ok(None),
        Some(serde_json::Value::String(text)) if text.chars().count() <= LONGEST && !text.contains('\0') => {
            Ok(Some(text))
        }
        Some(_) => {
            let message =
                format!("`extensions.purpose` is a text of at most {LONGEST} characters: say it in fewer words");
            Err(Refusal::new(Code::BadUserInput, message))
        }
    }
}
