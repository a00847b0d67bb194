//! The errors of an action: those that the caller gets as `userErrors`, and those that stop it.

use serde_json::{Value as Json, json};

use crate::declare::UserErrorCode;

/// One error of the input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserError {
    /// Its kind.
    pub code: UserErrorCode,
    /// The path to the value in the input.
    pub field: Vec<String>,
    /// What was given, what is allowed, what to do.
    pub message: String,
}

impl UserError {
    /// An error at a path of the input.
    pub fn new(code: UserErrorCode, field: &[&str], message: impl Into<String>) -> Self {
        Self { code, field: field.iter().map(|part| (*part).to_owned()).collect(), message: message.into() }
    }

    pub(super) fn json(&self) -> Json {
        json!({ "code": self.code.name(), "field": self.field, "message": self.message })
    }
}

/// A part of a row that was left out; the row itself was not refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RowWarning {
    /// The row's place in the list, from 0.
    pub row: usize,
    /// The path to the part in the input.
    pub field: Vec<String>,
    /// Why it was left out, and what to do. Contains no values of rows: it is stored with the idempotency key.
    pub message: String,
}

impl RowWarning {
    pub(super) fn json(&self) -> Json {
        json!({ "row": self.row, "field": self.field, "message": self.message })
    }
}

/// Why an action stops. Its transaction is rolled back.
#[derive(Debug)]
pub enum Stop {
    /// The input is refused.
    Refused(Vec<UserError>),
    /// Another request changed a row meanwhile: the action is run again.
    Overtaken,
    /// The database failed.
    Database(sqlx::Error),
    /// A mistake in the code or in a declaration.
    Mistake(String),
}

impl Stop {
    /// A value of the input is not allowed.
    pub fn input(field: &[&str], message: impl Into<String>) -> Self {
        Stop::Refused(vec![UserError::new(UserErrorCode::BadUserInput, field, message)])
    }

    /// A row that the input names does not exist, or the caller may not see it.
    pub fn not_found(field: &[&str], message: impl Into<String>) -> Self {
        Stop::Refused(vec![UserError::new(UserErrorCode::NotFound, field, message)])
    }

    /// The input conflicts with stored rows.
    pub fn conflict(field: &[&str], message: impl Into<String>) -> Self {
        Stop::Refused(vec![UserError::new(UserErrorCode::Conflict, field, message)])
    }

    /// Refuses an input whose `rowVersion` is not the version of the stored row. `row` names the row: "post".
    ///
    /// # Errors
    /// A conflict, when the versions differ.
    pub fn unless_current(row: &str, stands: i32, given: i32) -> Result<(), Self> {
        if stands == given { Ok(()) } else { Err(Self::conflict(&["rowVersion"], other_version(row, stands, given))) }
    }

    /// The caller may not do this with the row.
    pub fn forbidden(field: &[&str], message: impl Into<String>) -> Self {
        Stop::Refused(vec![UserError::new(UserErrorCode::Forbidden, field, message)])
    }
}

/// The message for an input that names another version of a row than the stored one. `row` names the row: "post".
#[must_use]
pub fn other_version(row: &str, stands: i32, given: i32) -> String {
    format!("the {row} is at version {stands}, and `rowVersion` is {given}: read the {row} again")
}

impl From<sqlx::Error> for Stop {
    fn from(error: sqlx::Error) -> Self {
        Stop::Database(error)
    }
}
