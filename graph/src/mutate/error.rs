//! What can be wrong with an input, told to whoever sent it.

use serde_json::{Value as Json, json};

use crate::declare::UserErrorCode;

/// One error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserError {
    /// What kind it is.
    pub code: UserErrorCode,
    /// The way to the value in the input.
    pub field: Vec<String>,
    /// What was given, what is allowed, what to do.
    pub message: String,
}

impl UserError {
    /// An error at a place of the input.
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
    /// Its place in the list, from 0.
    pub row: usize,
    /// The way to the part in the input.
    pub field: Vec<String>,
    /// Why, and what to do. Holds no value of a row: it is kept with the answer under its key.
    pub message: String,
}

impl RowWarning {
    pub(super) fn json(&self) -> Json {
        json!({ "row": self.row, "field": self.field, "message": self.message })
    }
}

/// Why an action goes no further. Nothing of it is kept.
#[derive(Debug)]
pub enum Stop {
    /// The input is refused.
    Refused(Vec<UserError>),
    /// A row was changed meanwhile: the action begins anew.
    Overtaken,
    /// The database failed.
    Database(sqlx::Error),
    /// A mistake of the declaration.
    Mistake(String),
}

impl Stop {
    /// A value of the input is not allowed.
    pub fn input(field: &[&str], message: impl Into<String>) -> Self {
        Stop::Refused(vec![UserError::new(UserErrorCode::BadUserInput, field, message)])
    }

    /// A row that the input names is not there for the caller.
    pub fn not_found(field: &[&str], message: impl Into<String>) -> Self {
        Stop::Refused(vec![UserError::new(UserErrorCode::NotFound, field, message)])
    }

    /// The input does not agree with what there is.
    pub fn conflict(field: &[&str], message: impl Into<String>) -> Self {
        Stop::Refused(vec![UserError::new(UserErrorCode::Conflict, field, message)])
    }

    /// The caller may not do this with the row.
    pub fn forbidden(field: &[&str], message: impl Into<String>) -> Self {
        Stop::Refused(vec![UserError::new(UserErrorCode::Forbidden, field, message)])
    }
}

impl From<sqlx::Error> for Stop {
    fn from(error: sqlx::Error) -> Self {
        Stop::Database(error)
    }
}
