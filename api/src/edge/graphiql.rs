//! `/graphiql`: the files of crate `web`, and the two JSON files that they load: the configuration and the examples.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE, VARY,
};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::negotiate::Media;
use super::{Edge, Refusal, examples as library};
use crate::sign_in::personas;

/// Serves the page.
pub async fn index(headers: HeaderMap) -> Response {
    page("index.html", &headers)
}

/// Serves any other file of the page.
pub async fn asset(Path(path): Path<String>, headers: HeaderMap) -> Response {
    page(&path, &headers)
}

/// Serves the page's configuration: what it needs before anyone is signed in.
pub async fn config(State(edge): State<Arc<Edge>>) -> Response {
    let demo = edge.clock.is_demo();
    let personas = if demo { personas::list(&edge.database.readers).await } else { Ok(Vec::new()) };
    let personas = personas.unwrap_or_else(|error| {
        // The page still works for a caller who has a token.
        tracing::error!(%error, "the personas could not be read");
        Vec::new()
    });
    let config = json!({ "endpoint": "/graphql", "demo": demo, "personas": personas, "token": null });
    ([(CONTENT_TYPE, "application/json")], config.to_string()).into_response()
}

/// Serves the example operations.
pub async fn examples() -> Response {
    ([(CONTENT_TYPE, "application/json")], library::json()).into_response()
}

/// The response with one file of crate `web`.
pub fn page(path: &str, headers: &HeaderMap) -> Response {
    let Some(asset) = web::asset(path) else {
        return Refusal::not_found().response(Media::Json);
    };
    let gzip = takes_gzip(headers);
    let mut response = Response::new(if gzip { Body::from(asset.gzip) } else { Body::from(web::plain(asset)) });
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(asset.content_type));
    headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(web::CONTENT_SECURITY_POLICY));
    let keep = if asset.immutable { "public, max-age=31536000, immutable" } else { "no-cache" };
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(keep));
    if gzip {
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    response
}

fn takes_gzip(headers: &HeaderMap) -> bool {
    headers
        .get_all(ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|coding| {
            let (name, parameter) = coding.split_once(';').unwrap_or((coding, ""));
            let refused = parameter.trim().trim_start_matches("q=").parse::<f32>().is_ok_and(|q| q == 0.0);
            matches!(name.trim(), "gzip" | "*") && !refused
        })
}
