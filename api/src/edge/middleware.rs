//! Wraps every request: sets its id, logs it, counts it in the metrics, adds the common headers.

use std::sync::Arc;
use std::time::Instant;

use axum::body::Body;
use axum::extract::State;
use axum::http::Request;
use axum::middleware::Next;
use axum::response::Response;
use tracing::{Instrument, debug, info};

use super::answer::OperationKind;
use super::refusal::ErrorCode;
use super::{Edge, headers, request_id};

/// Handles one request with `next`.
pub async fn wrap(State(edge): State<Arc<Edge>>, mut request: Request<Body>, next: Next) -> Response {
    let started = Instant::now();
    let id = request_id::of(request.headers());
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let is_graphql = path == "/graphql";
    request.extensions_mut().insert(id.clone());
    let span = tracing::info_span!("request", id = id.as_str());
    let running = is_graphql.then(|| edge.metrics.begin_request());
    let mut response = next.run(request).instrument(span).await;
    drop(running);
    let took = started.elapsed();
    let status = response.status().as_u16();
    let code = response.extensions().get::<ErrorCode>().map_or("OK", |code| code.0);
    let operation = response.extensions().get::<OperationKind>().map_or("none", |operation| operation.0);
    if is_graphql {
        edge.metrics.count_answer(operation, code, status, took);
    }
    let ms = (took.as_secs_f64() * 1_000_000.0).round() / 1000.0;
    let id_text = id.as_str();
    // The path is logged without its query string, which over GET holds the document and its variables.
    if is_graphql {
        info!(target: "colonnade::request", id = id_text, %method, path, operation, status, code, ms);
    } else {
        // Health checks and `/metrics` are requested all day long.
        debug!(target: "colonnade::request", id = id_text, %method, path, status, code, ms);
    }
    headers::secure(response.headers_mut());
    response.headers_mut().insert(request_id::NAME, id.header());
    response
}
