//! From a well-formed request to its response: who asks, the engine, the headers.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::header::{ALLOW, CONTENT_TYPE, VARY, WWW_AUTHENTICATE};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use futures::FutureExt;
use tokio::time::timeout_at;

use super::negotiate::Media;
use super::refusal::Code;
use super::request_id::RequestId;
use super::{Edge, Refusal, server_timing};
use crate::sign_in::bearer;
use crate::sign_in::callers::Failure;

/// The engine keeps the deadline itself; this much later it is cut off.
const GRACE: Duration = Duration::from_secs(2);

/// What kind of operation was answered, for the log and the figures.
#[derive(Debug, Clone, Copy)]
pub struct Operation(pub &'static str);

/// Has a request answered.
pub async fn answer(
    edge: &Arc<Edge>,
    head: &Parts,
    media: Media,
    request: graph::Request,
) -> Result<Response, Refusal> {
    let started = Instant::now();
    let id = head.extensions.get::<RequestId>().map_or("", |id| id.as_str());
    let caller = match bearer::token(&head.headers).map_err(Refusal::unauthenticated)? {
        None => None,
        Some(token) => Some(edge.callers.of(token).await.map_err(|failure| match failure {
            Failure::Unauthenticated(reason) => {
                // Which of the reasons that share a text it was, for the operator alone.
                tracing::debug!(id, ?reason, "a token was refused");
                Refusal::unauthenticated(reason)
            }
            Failure::Unavailable => Refusal::unjudged(),
            Failure::Ours(error) => {
                tracing::error!(id, error = format!("{error:#}"), "a caller could not be signed in");
                Refusal::internal(id)
            }
        })?),
    };
    let cut = request.deadline.unwrap_or_else(|| tokio::time::Instant::now() + edge.limits.deadline()) + GRACE;
    // A panic ends this request and no other: the connection and its siblings go on.
    let work = AssertUnwindSafe(edge.engine.answer(caller.as_deref(), &request)).catch_unwind();
    let answer = match timeout_at(cut, work).await {
        Ok(Ok(answer)) => answer,
        Ok(Err(_)) => {
            tracing::error!(id, "the engine panicked");
            return Err(Refusal::internal(id));
        }
        Err(_) => {
            tracing::error!(id, "the engine went past its deadline and was cut off");
            return Err(Refusal::timeout(StatusCode::GATEWAY_TIMEOUT, "no answer in time: ask for less"));
        }
    };
    Ok(respond(edge, media, answer, caller.is_some(), started.elapsed()))
}

fn respond(edge: &Edge, media: Media, answer: graph::Answer, signed_in: bool, took: Duration) -> Response {
    let mut response = Response::new(Body::from(answer.body));
    *response.status_mut() = media.status(answer.status);
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, media.content_type());
    headers.insert(VARY, HeaderValue::from_static("accept, authorization"));
    match answer.status {
        401 if !signed_in => {
            headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        405 => {
            headers.insert(ALLOW, HeaderValue::from_static("POST"));
        }
        _ => {}
    }
    if edge.server_timing {
        headers.insert(server_timing::NAME, server_timing::value(&answer.stages, took));
    }
    let extensions = response.extensions_mut();
    if let Some(code) = answer.code {
        extensions.insert(Code(code));
    }
    if let Some(operation) = answer.operation {
        extensions.insert(Operation(operation));
    }
    response
}
