//! Which address is served by what.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, Method, Request};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{any, get, post};

use super::negotiate::{self, Media};
use super::{Edge, Refusal, graphiql, graphql_get, graphql_post, health, live, metrics, middleware, web_sign_in};

/// All routes of one server.
pub fn router(edge: Arc<Edge>) -> Router {
    Router::new()
        .route("/", get(start))
        .route("/graphql", any(graphql))
        .route("/graphiql", get(graphiql::index))
        .route("/graphiql/config.json", get(graphiql::config))
        .route("/graphiql/examples.json", get(graphiql::examples))
        .route("/graphiql/sign-in", post(web_sign_in::sign_in))
        .route("/graphiql/{*path}", get(graphiql::asset))
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
        .route("/metrics", get(metrics::metrics))
        .fallback(async || Refusal::not_found().response(Media::Json))
        .method_not_allowed_fallback(async || Refusal::wrong_method().response(Media::Json))
        .layer(from_fn_with_state(edge.clone(), middleware::around))
        .with_state(edge)
}

/// The order of checks is the order of cost: nothing is read from a caller who could not take the answer.
async fn graphql(State(edge): State<Arc<Edge>>, request: Request<Body>) -> Response {
    if live::socket::is_wanted(request.headers()) {
        return live::socket::open(&edge, request).await.unwrap_or_else(|refusal| refusal.response(Media::Json));
    }
    let media = match negotiate::media(request.headers()) {
        Ok(media) => media,
        Err(refusal) => return refusal.response(Media::Json),
    };
    let Ok(_place) = edge.places.try_acquire() else {
        return Refusal::busy().response(media);
    };
    let answered = match *request.method() {
        Method::POST => graphql_post::post(&edge, request, media).await,
        Method::GET => graphql_get::get(&edge, request, media).await,
        _ => Err(Refusal::wrong_method().allowing("GET, POST")),
    };
    answered.unwrap_or_else(|refusal| refusal.response(media))
}

/// In demo mode whoever opens the bare address sees the trust at a glance, or the query page where the full pages were
/// not built in.
async fn start(State(edge): State<Arc<Edge>>, headers: HeaderMap) -> Response {
    if !edge.clock.is_demo() {
        return Refusal::not_found().response(Media::Json);
    }
    if web::is_full() {
        graphiql::page("dashboard.html", &headers)
    } else {
        Redirect::temporary("/graphiql").into_response()
    }
}
