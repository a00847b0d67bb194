//! A request turned away before the engine saw it, as the JSON that GraphQL clients understand.

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, Response, StatusCode};
use serde_json::json;

use super::negotiate::Media;
use crate::sign_in::Unauthenticated;
use crate::sign_in::callers::Failure;

/// Marks a response with the code it carries, for the log and the figures.
#[derive(Debug, Clone, Copy)]
pub struct Code(pub &'static str);

/// Why, and what to do instead.
#[derive(Debug)]
pub struct Refusal {
    status: StatusCode,
    code: &'static str,
    message: String,
    id: Option<String>,
    /// One more header, by name and value.
    header: Option<(&'static str, &'static str)>,
}

impl Refusal {
    /// The request is not well formed: 400 and its relatives.
    pub fn bad(status: StatusCode, message: impl Into<String>) -> Refusal {
        Refusal { status, code: "BAD_REQUEST", message: message.into(), id: None, header: None }
    }

    /// Another method is needed. Where the router refuses, it names the right ones itself.
    pub fn wrong_method() -> Refusal {
        Refusal::bad(
            StatusCode::METHOD_NOT_ALLOWED,
            "this method is not served here: the header `Allow` names those that are",
        )
    }

    /// Names the right methods.
    pub fn allowing(mut self, methods: &'static str) -> Refusal {
        self.header = Some(("allow", methods));
        self
    }

    /// The body is longer than the limit. What was not read stays unread, so the connection ends with the answer.
    pub fn too_large(limit: usize) -> Refusal {
        Refusal {
            header: Some(("connection", "close")),
            ..Refusal::bad(StatusCode::PAYLOAD_TOO_LARGE, format!("the body is longer than {limit} bytes: send less"))
        }
    }

    /// Nothing is found at this address.
    pub fn not_found() -> Refusal {
        Refusal { code: "NOT_FOUND", ..Refusal::bad(StatusCode::NOT_FOUND, "nothing is served at this address") }
    }

    /// The token signs nobody in.
    pub fn unauthenticated(reason: Unauthenticated) -> Refusal {
        Refusal {
            code: "UNAUTHENTICATED",
            header: Some(("www-authenticate", r#"Bearer error="invalid_token""#)),
            ..Refusal::bad(StatusCode::UNAUTHORIZED, reason.to_string())
        }
    }

    /// The token cannot be judged now: its provider has not told its keys.
    pub fn unjudged() -> Refusal {
        Refusal {
            code: "THROTTLED",
            header: Some(("retry-after", "10")),
            ..Refusal::bad(StatusCode::SERVICE_UNAVAILABLE, Failure::Unavailable.to_string())
        }
    }

    /// Too much is running already.
    pub fn busy() -> Refusal {
        Refusal {
            code: "THROTTLED",
            header: Some(("retry-after", "1")),
            ..Refusal::bad(StatusCode::SERVICE_UNAVAILABLE, "the server is busy: try again in a second")
        }
    }

    /// The caller has as many live connections as one may have.
    pub fn too_many(most: usize) -> Refusal {
        Refusal {
            code: "THROTTLED",
            ..Refusal::bad(
                StatusCode::TOO_MANY_REQUESTS,
                format!("you have {most} live connections already: end one of them first"),
            )
        }
    }

    /// What the caller is told.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The time is over.
    pub fn timeout(status: StatusCode, message: impl Into<String>) -> Refusal {
        Refusal { code: "TIMEOUT", ..Refusal::bad(status, message) }
    }

    /// Our own fault. The log has the cause under the id; the caller gets the id.
    pub fn internal(id: &str) -> Refusal {
        Refusal {
            code: "INTERNAL_SERVER_ERROR",
            id: Some(id.to_owned()),
            ..Refusal::bad(
                StatusCode::INTERNAL_SERVER_ERROR,
                format!("something failed on our side: quote {id} to whoever runs this service"),
            )
        }
    }

    /// The response, in the media type the caller takes.
    pub fn response(self, media: Media) -> Response<Body> {
        let mut extensions = json!({ "code": self.code });
        if let Some(id) = self.id {
            extensions["id"] = id.into();
        }
        let body = json!({ "errors": [{ "message": self.message, "extensions": extensions }] }).to_string();
        let mut response = Response::new(Body::from(body));
        *response.status_mut() = self.status;
        response.headers_mut().insert(CONTENT_TYPE, media.content_type());
        if let Some((name, value)) = self.header {
            response.headers_mut().insert(name, HeaderValue::from_static(value));
        }
        response.extensions_mut().insert(Code(self.code));
        response
    }
}
