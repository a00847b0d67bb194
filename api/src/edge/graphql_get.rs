//! `GET /graphql`: queries only, and only from a client that sent the request on purpose.
//!
//! A link, an image or a script tag on another website can make a browser send a GET. None of them can name JSON in
//! `Accept` or add a header, their `Sec-Fetch-Mode` is not that of `fetch`, and no page can set `Sec-Fetch-*` itself.

use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use axum::response::Response;
use tokio::time::Instant;

use super::negotiate::{self, Media};
use super::{Edge, Refusal, answer, live, parameters};

/// Reads the parameters from the query string and answers them.
pub async fn get(edge: &Arc<Edge>, request: Request<Body>, media: Media) -> Result<Response, Refusal> {
    let deadline = Instant::now() + edge.limits.deadline();
    let (head, _) = request.into_parts();
    if !is_deliberate(&head.headers) {
        return Err(Refusal::bad(
            StatusCode::BAD_REQUEST,
            "a GET must prove that no link on another website caused it: send \
             `Accept: application/graphql-response+json` (or application/json), or a header \
             `GraphQL-Require-Preflight: 1`",
        ));
    }
    let request = parameters::from_query_string(head.uri.query().unwrap_or_default())?.request(true, deadline)?;
    if negotiate::wants_events(&head.headers) {
        return live::events::stream(edge, &head, request).await;
    }
    answer::answer(edge, &head, media, request).await
}

/// True where the headers prove that a client sent the request, and not a link, an image or a form.
fn is_deliberate(headers: &HeaderMap) -> bool {
    let is = |name: &str, allowed: &[&str]| {
        headers.get(name).is_some_and(|value| allowed.iter().any(|allowed| value == *allowed))
    };
    let fetched = is("sec-fetch-mode", &["cors", "same-origin"])
        && (!headers.contains_key("sec-fetch-dest") || is("sec-fetch-dest", &["empty"]));
    negotiate::names_json(headers)
        || negotiate::wants_events(headers)
        || fetched
        || headers.contains_key("x-requested-with")
        || headers.contains_key("graphql-require-preflight")
}
