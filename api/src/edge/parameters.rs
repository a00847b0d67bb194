//! The parameters of a GraphQL request: `query`, `operationName`, `variables`, `extensions`.
//!
//! Other parameters are ignored, as the specification requires.

use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::Refusal;

/// The parameters of a request, each of the right type.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Parameters {
    query: Option<String>,
    operation_name: Option<String>,
    variables: Option<Map<String, Value>>,
    extensions: Option<Map<String, Value>>,
}

impl Parameters {
    /// The request to pass to the engine.
    pub fn request(self, read_only: bool, deadline: tokio::time::Instant) -> Result<graph::Request, Refusal> {
        let document = self.query.ok_or_else(|| bad("`query` is missing: send the document in it"))?;
        Ok(graph::Request {
            document,
            operation_name: self.operation_name,
            variables: self.variables.unwrap_or_default(),
            extensions: self.extensions.unwrap_or_default(),
            read_only,
            deadline: Some(deadline),
        })
    }
}

/// Reads the parameters from the body of a POST.
pub fn from_json(body: &[u8]) -> Result<Parameters, Refusal> {
    match body.iter().find(|byte| !byte.is_ascii_whitespace()) {
        None => return Err(bad("the body is empty: send a JSON object with `query`")),
        Some(b'{') => {}
        Some(b'[') => return Err(bad("batches are not supported: send one request at a time")),
        Some(_) => return Err(bad("the body is not a JSON object: send one with `query`")),
    }
    serde_json::from_slice(body).map_err(|error| explain(body, &error))
}

/// Reads the parameters from a JSON value, such as the payload of `subscribe`.
pub fn from_value(value: Value) -> Result<Parameters, Refusal> {
    serde_json::from_value(value)
        .map_err(|_| bad("`query` and `operationName` must be strings, `variables` and `extensions` must be objects"))
}

/// Reads the parameters from the query string of a GET.
pub fn from_query_string(text: &str) -> Result<Parameters, Refusal> {
    let mut found = Parameters::default();
    for (name, value) in form_urlencoded::parse(text.as_bytes()) {
        let repeated = match &*name {
            "query" => found.query.replace(value.into_owned()).is_some(),
            // Some clients send every parameter, with an empty value where it is not set.
            "operationName" if value.is_empty() => false,
            "operationName" => found.operation_name.replace(value.into_owned()).is_some(),
            "variables" => set_object(&mut found.variables, &name, &value)?,
            "extensions" => set_object(&mut found.extensions, &name, &value)?,
            _ => false,
        };
        if repeated {
            return Err(bad(format!("`{name}` is in the query string twice: send it once")));
        }
    }
    Ok(found)
}

fn set_object(slot: &mut Option<Map<String, Value>>, name: &str, text: &str) -> Result<bool, Refusal> {
    if text.is_empty() {
        return Ok(false);
    }
    match serde_json::from_str(text) {
        Ok(Value::Null) => Ok(false),
        Ok(Value::Object(map)) => Ok(slot.replace(map).is_some()),
        _ => Err(bad(format!("`{name}` must be a JSON object"))),
    }
}

/// The error that names the wrong parameter. It parses the body a second time, which happens for bad bodies only.
fn explain(body: &[u8], error: &serde_json::Error) -> Refusal {
    let Ok(Value::Object(sent)) = serde_json::from_slice(body) else {
        return bad(format!("the body is not valid JSON: line {}, column {}", error.line(), error.column()));
    };
    let wrong = |name: &str, right: fn(&Value) -> bool| sent.get(name).is_some_and(|v| !v.is_null() && !right(v));
    for (name, what, right) in [
        ("query", "a string", Value::is_string as fn(&Value) -> bool),
        ("operationName", "a string", Value::is_string),
        ("variables", "an object", Value::is_object),
        ("extensions", "an object", Value::is_object),
    ] {
        if wrong(name, right) {
            return bad(format!("`{name}` must be {what}"));
        }
    }
    bad("a parameter is in the body twice: send it once")
}

fn bad(message: impl Into<String>) -> Refusal {
    Refusal::bad(StatusCode::BAD_REQUEST, message)
}
