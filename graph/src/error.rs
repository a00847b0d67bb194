//! Every error of a request, with its code and HTTP status in one table.

use serde_json::json;
use uuid::Uuid;

/// The kind of an error. Its name is the code in `extensions.code`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Code {
    /// The document is not GraphQL.
    ParseFailed,
    /// The document does not fit the schema.
    ValidationFailed,
    /// The lexer refused the document before it was parsed.
    DocumentTooComplex,
    /// A value is not of its type, or is out of bounds.
    BadUserInput,
    /// No valid token.
    Unauthenticated,
    /// The caller lacks a permission.
    Forbidden,
    /// The request costs more than one request may.
    MaxCostExceeded,
    /// There are too many requests at the same time.
    Throttled,
    /// A subscriber did not keep up with the events.
    Lagged,
    /// The deadline passed.
    Timeout,
    /// The request itself is ill-formed.
    BadRequest,
    /// A fault of the server.
    Internal,
}

impl Code {
    /// The code in `extensions.code`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Code::ParseFailed => "GRAPHQL_PARSE_FAILED",
            Code::ValidationFailed => "GRAPHQL_VALIDATION_FAILED",
            Code::DocumentTooComplex => "DOCUMENT_TOO_COMPLEX",
            Code::BadUserInput => "BAD_USER_INPUT",
            Code::Unauthenticated => "UNAUTHENTICATED",
            Code::Forbidden => "FORBIDDEN",
            Code::MaxCostExceeded => "MAX_COST_EXCEEDED",
            Code::Throttled => "THROTTLED",
            Code::Lagged => "LAGGED",
            Code::Timeout => "TIMEOUT",
            Code::BadRequest => "BAD_REQUEST",
            Code::Internal => "INTERNAL_SERVER_ERROR",
        }
    }

    /// The HTTP status where the whole request is refused for it.
    #[must_use]
    pub fn status(self) -> u16 {
        match self {
            Code::ParseFailed
            | Code::ValidationFailed
            | Code::DocumentTooComplex
            | Code::BadUserInput
            | Code::MaxCostExceeded => 400,
            Code::Unauthenticated => 401,
            Code::Forbidden => 403,
            Code::BadRequest => 405,
            // This error is sent within a stream, whose status was sent before.
            Code::Lagged => 409,
            Code::Throttled => 503,
            Code::Timeout => 504,
            Code::Internal => 500,
        }
    }
}

/// The place of an error in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Location {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
}

impl From<async_graphql_parser::Pos> for Location {
    fn from(pos: async_graphql_parser::Pos) -> Self {
        Self { line: pos.line, column: pos.column }
    }
}

/// One fault.
#[derive(Clone, Debug)]
pub struct Fault {
    /// What was given, what is allowed, what to do.
    pub message: String,
    /// Its place in the document.
    pub locations: Vec<Location>,
    /// The response keys that lead to the field, where the fault is about a field.
    pub path: Vec<String>,
}

/// Why a request was refused as a whole: nothing was read.
#[derive(Clone, Debug)]
pub struct Refusal {
    /// The code of all its faults.
    pub code: Code,
    /// What is wrong.
    pub faults: Vec<Fault>,
}

/// The most faults that a refusal lists; one more error says how many are not listed.
const MAX_FAULTS: usize = 10;

impl Refusal {
    /// A refusal with one fault and no place.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, faults: vec![Fault { message: message.into(), locations: Vec::new(), path: Vec::new() }] }
    }

    /// A refusal with one fault at a place.
    pub fn at(code: Code, message: impl Into<String>, location: impl Into<Location>) -> Self {
        let fault = Fault { message: message.into(), locations: vec![location.into()], path: Vec::new() };
        Self { code, faults: vec![fault] }
    }

    /// The JSON response: errors alone, no data.
    #[must_use]
    pub fn body(&self) -> Vec<u8> {
        let mut errors: Vec<_> = self.faults.iter().take(MAX_FAULTS).map(|fault| self.error(fault)).collect();
        if self.faults.len() > MAX_FAULTS {
            let left = self.faults.len() - MAX_FAULTS;
            errors.push(json!({
                "message": format!("{left} more errors of the same request are not listed"),
                "extensions": { "code": self.code.name() },
            }));
        }
        json!({ "errors": errors }).to_string().into_bytes()
    }

    fn error(&self, fault: &Fault) -> serde_json::Value {
        let mut error = serde_json::Map::new();
        error.insert("message".into(), json!(fault.message));
        if !fault.locations.is_empty() {
            let places: Vec<_> =
                fault.locations.iter().map(|l| json!({ "line": l.line, "column": l.column })).collect();
            error.insert("locations".into(), json!(places));
        }
        if !fault.path.is_empty() {
            error.insert("path".into(), json!(fault.path));
        }
        error.insert("extensions".into(), json!({ "code": self.code.name() }));
        error.into()
    }
}

/// Why a read has no rows.
#[derive(Clone, Debug)]
pub struct Failure {
    /// Its code.
    pub code: Code,
    /// The error that the caller gets.
    pub message: String,
}

impl Failure {
    pub(crate) fn timeout() -> Self {
        Failure {
            code: Code::Timeout,
            message: "the deadline passed before this could be read: ask for less".to_owned(),
        }
    }

    /// A fault of the database. It is logged under an id, and the error contains the id.
    pub(crate) fn of(error: &sqlx::Error) -> Self {
        let cancelled = match error {
            sqlx::Error::Database(error) => error
                .code()
                .is_some_and(|code| code == "57014" || (code == "9" && error.message().contains("interrupt"))),
            sqlx::Error::PoolTimedOut => true,
            _ => false,
        };
        if cancelled {
            return Self::timeout();
        }
        let id = Uuid::now_v7();
        tracing::error!(%id, %error, "a read failed");
        Failure { code: Code::Internal, message: format!("something went wrong on our side; it is logged as {id}") }
    }
}
