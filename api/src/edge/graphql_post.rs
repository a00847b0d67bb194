//! `POST /graphql`.

use std::sync::Arc;

use axum::body::Body;
use axum::http::Request;
use axum::response::Response;
use tokio::time::Instant;

use super::negotiate::{self, Media};
use super::{Edge, Refusal, answer, body, live, parameters};

/// Reads the parameters from the body and answers them.
pub async fn post(edge: &Arc<Edge>, request: Request<Body>, media: Media) -> Result<Response, Refusal> {
    let deadline = Instant::now() + edge.limits.deadline();
    let (head, body) = request.into_parts();
    body::is_json(&head.headers)?;
    let body = body::read(&head.headers, body, edge.limits.body_bytes(), deadline).await?;
    let request = parameters::from_json(&body)?.request(false, deadline)?;
    if negotiate::wants_events(&head.headers) {
        return live::events::stream(edge, &head, request).await;
    }
    answer::answer(edge, &head, media, request).await
}
