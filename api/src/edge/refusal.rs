//! A refused request that never reached the engine, with the JSON error that GraphQL clients understand.

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, Response, StatusCode};
use serde_json::json;

use super::negotiate::Media;
use crate::sign_in::Unauthenticated;
use crate::sign_in::callers::Failure;

/// Response extension: the error code in the body, for the log and the metrics.
#[derive(Debug, Clone, Copy)]
pub struct ErrorCode(pub &'static str);

/// The status, code and message of a refused request. The message says what to do instead.
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
    /// The request is not well formed: 400 or another status of that class.
    pub fn bad(status: StatusCode, message: impl Into<String>) -> Refusal {
        Refusal { status, code: "BAD_REQUEST", message: message.into(), id: None, header: None }
    }

    /// The address does not support the method. The router sets the header `Allow`; a handler uses
    /// [`Refusal::allowing`].
    pub fn wrong_method() -> Refusal {
        Refusal::bad(
            StatusCode::METHOD_NOT_ALLOWED,
            "this address does not support the method: the header `Allow` lists the methods it supports",
        )
    }

    /// Lists the supported methods in the header `Allow`.
    pub fn allowing(mut self, methods: &'static str) -> Refusal {
        self.header = Some(("allow", methods));
        self
    }

    /// The body is longer than the limit. The rest of it is not read, so the connection is closed after the answer.
    pub fn too_large(limit: usize) -> Refusal {
        Refusal {
            header: Some(("connection", "close")),
            ..Refusal::bad(StatusCode::PAYLOAD_TOO_LARGE, format!("the body is longer than {limit} bytes: send less"))
        }
    }

    /// Nothing is served at this address.
    pub fn not_found() -> Refusal {
        Refusal { code: "NOT_FOUND", ..Refusal::bad(StatusCode::NOT_FOUND, "nothing is served at this address") }
    }

    /// The token is not valid.
    pub fn unauthenticated(reason: Unauthenticated) -> Refusal {
        Refusal {
            code: "UNAUTHENTICATED",
            header: Some(("www-authenticate", r#"Bearer error="invalid_token""#)),
            ..Refusal::bad(StatusCode::UNAUTHORIZED, reason.to_string())
        }
    }

    /// The token cannot be verified now, because its provider's keys could not be fetched.
    pub fn provider_unavailable() -> Refusal {
        Refusal {
            code: "THROTTLED",
            header: Some(("retry-after", "10")),
            ..Refusal::bad(StatusCode::SERVICE_UNAVAILABLE, Failure::ProviderUnavailable.to_string())
        }
    }

    /// The server runs as many requests as it may.
    pub fn busy() -> Refusal {
        Refusal {
            code: "THROTTLED",
            header: Some(("retry-after", "1")),
            ..Refusal::bad(StatusCode::SERVICE_UNAVAILABLE, "the server is busy: try again in a second")
        }
    }

    /// The caller has as many live connections as a caller may have.
    pub fn too_many_connections(most: usize) -> Refusal {
        Refusal {
            code: "THROTTLED",
            ..Refusal::bad(
                StatusCode::TOO_MANY_REQUESTS,
                format!("you have {most} live connections already, which is the limit: close one first"),
            )
        }
    }

    /// The message for the caller.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The deadline has passed.
    pub fn timeout(status: StatusCode, message: impl Into<String>) -> Refusal {
        Refusal { code: "TIMEOUT", ..Refusal::bad(status, message) }
    }

    /// Our own fault. The caller gets the request's id; the log has the cause under that id.
    pub fn internal(id: &str) -> Refusal {
        Refusal {
            code: "INTERNAL_SERVER_ERROR",
            id: Some(id.to_owned()),
            ..Refusal::bad(
                StatusCode::INTERNAL_SERVER_ERROR,
                format!("an internal error occurred: report the id {id} to the operator of this service"),
            )
        }
    }

    /// The response, in the media type that the caller accepts.
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
        response.extensions_mut().insert(ErrorCode(self.code));
        response
    }
}
