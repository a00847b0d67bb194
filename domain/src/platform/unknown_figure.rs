//! What a computed object says of a figure that it cannot give.

use async_graphql::SimpleObject;
use serde::Serialize;

/// A figure that cannot be given, and why.
#[derive(Debug, SimpleObject, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct UnknownFigure {
    /// Name of the field.
    pub figure: String,
    /// Why it is not given, in words.
    pub reason: String,
}

impl UnknownFigure {
    /// A figure by the name of its field, and the reason.
    #[must_use]
    pub fn of(figure: &str, reason: &str) -> Self {
        Self { figure: figure.to_owned(), reason: reason.to_owned() }
    }
}
