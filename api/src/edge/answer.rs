//! From a well-formed request to its response: finds the caller, calls the engine, sets the headers.

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
use super::refusal::ErrorCode;
use super::request_id::RequestId;
use super::{Edge, Refusal, server_timing};
use crate::sign_in::bearer;
use crate::sign_in::callers::Failure;

/// The engine keeps the deadline itself. If it does not, it is cancelled this much later.
const GRACE: Duration = Duration::from_secs(2);

/// Response extension: the kind of operation that was answered, for the log and the metrics.
#[derive(Debug, Clone, Copy)]
pub struct OperationKind(pub &'static str);

/// Answers a request: finds its caller and runs it in the engine.
pub async fn answer(
    edge: &Arc<Edge>,
    head: &Parts,
    media: Media,
    request: graph::Request,
) -> Result<Response, Refusal> {
    let started = Instant::now();
    let caller = caller(edge, head).await?;
    let answer = run(edge, head, &request, edge.engine.answer(caller.as_deref(), &request)).await?;
    Ok(respond(edge, media, answer, caller.is_some(), Some(started.elapsed())))
}

fn id(head: &Parts) -> &str {
    head.extensions.get::<RequestId>().map_or("", |id| id.as_str())
}

/// The caller, where the request carries a token.
pub async fn caller(edge: &Edge, head: &Parts) -> Result<Option<Arc<graph::Caller>>, Refusal> {
    let Some(token) = bearer::token(&head.headers).map_err(Refusal::unauthenticated)? else { return Ok(None) };
    let found = edge.callers.of(token).await.map_err(|failure| match failure {
        Failure::Unauthenticated(reason) => {
            // Several reasons share one message; only the log says which it was.
            tracing::debug!(id = id(head), ?reason, "a token was refused");
            Refusal::unauthenticated(reason)
        }
        Failure::ProviderUnavailable => Refusal::provider_unavailable(),
        Failure::Internal(error) => {
            let id = id(head);
            tracing::error!(id, error = format!("{error:#}"), "a caller could not be signed in");
            Refusal::internal(id)
        }
    });
    found.map(Some)
}

/// Awaits `work` of the engine up to the request's deadline. A panic or a timeout becomes a [`Refusal`].
pub async fn run<T>(
    edge: &Edge,
    head: &Parts,
    request: &graph::Request,
    work: impl Future<Output = T>,
) -> Result<T, Refusal> {
    catch(edge, id(head), request, work).await.map_err(|aborted| match aborted {
        Aborted::Panicked => Refusal::internal(id(head)),
        Aborted::TimedOut => Refusal::timeout(
            StatusCode::GATEWAY_TIMEOUT,
            "the deadline passed before there was an answer: ask for less",
        ),
    })
}

/// Why the engine returned no answer.
#[derive(Debug, Clone, Copy)]
pub enum Aborted {
    /// It panicked.
    Panicked,
    /// It did not stop at its deadline and was cancelled.
    TimedOut,
}

/// Awaits `work` of the engine and catches a panic, so that it ends this request only: the connection and other
/// requests go on.
pub async fn catch<T>(
    edge: &Edge,
    id: &str,
    request: &graph::Request,
    work: impl Future<Output = T>,
) -> Result<T, Aborted> {
    let limit = request.deadline.unwrap_or_else(|| tokio::time::Instant::now() + edge.limits.deadline()) + GRACE;
    match timeout_at(limit, AssertUnwindSafe(work).catch_unwind()).await {
        Ok(Ok(done)) => Ok(done),
        Ok(Err(_)) => {
            tracing::error!(id, "the engine panicked");
            Err(Aborted::Panicked)
        }
        Err(_) => {
            tracing::error!(id, "the engine did not stop at its deadline and was cancelled");
            Err(Aborted::TimedOut)
        }
    }
}

/// The response for an answer of the engine. `took` is sent as `Server-Timing` where that header is enabled.
pub fn respond(edge: &Edge, media: Media, answer: graph::Answer, signed_in: bool, took: Option<Duration>) -> Response {
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
    if let Some(took) = took.filter(|_| edge.server_timing) {
        headers.insert(server_timing::NAME, server_timing::value(&answer.stages, took));
    }
    let extensions = response.extensions_mut();
    if let Some(code) = answer.code {
        extensions.insert(ErrorCode(code));
    }
    if let Some(operation) = answer.operation {
        extensions.insert(OperationKind(operation));
    }
    response
}
