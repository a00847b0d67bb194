//! What happens around every request: its id, a line in the log, the figures, the common headers.

use std::sync::Arc;
use std::time::Instant;

use axum::body::Body;
use axum::extract::State;
use axum::http::Request;
use axum::middleware::Next;
use axum::response::Response;
use tracing::{Instrument, debug, info};

use super::answer::Operation;
use super::refusal::Code;
use super::{Edge, headers, request_id};

/// Wraps the handling of one request.
pub async fn around(State(edge): State<Arc<Edge>>, mut request: Request<Body>, next: Next) -> Response {
    let started = Instant::now();
    let id = request_id::of(request.headers());
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let is_graphql = path == "/graphql";
    request.extensions_mut().insert(id.clone());
    let span = tracing::info_span!("request", id = id.as_str());
    let running = is_graphql.then(|| edge.metrics.running());
    let mut response = next.run(request).instrument(span).await;
    drop(running);
    let took = started.elapsed();
    let status = response.status().as_u16();
    let code = response.extensions().get::<Code>().map_or("OK", |code| code.0);
    let operation = response.extensions().get::<Operation>().map_or("none", |operation| operation.0);
    if is_graphql {
        edge.metrics.answered(operation, code, status, took);
    }
    let ms = (took.as_secs_f64() * 1_000_000.0).round() / 1000.0;
    let id_text = id.as_str();
    // The path without its query string: over GET that would be the document and its variables.
    if is_graphql {
        info!(target: "colonnade::request", id = id_text, %method, path, operation, status, code, ms);
    } else {
        // Probes and figures are asked for all day long.
        debug!(target: "colonnade::request", id = id_text, %method, path, status, code, ms);
    }
    headers::secure(response.headers_mut());
    response.headers_mut().insert(request_id::NAME, id.header());
    response
}
