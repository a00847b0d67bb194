//! `POST /graphiql/sign-in`: signs in as a persona of the demo, without a password.
//!
//! It works only where the database holds a demo trust, which is served to this machine only unless `--force` is set.
//! The body must be JSON, so that another website cannot send it without a CORS preflight.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::{Request, StatusCode, header::CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use chrono::TimeDelta;
use serde::Deserialize;
use tokio::time::Instant;

use super::negotiate::Media;
use super::request_id::RequestId;
use super::{Edge, Refusal, body};
use crate::sign_in::{personas, token};

/// How long a persona stays signed in: a working day.
const LASTS: TimeDelta = TimeDelta::hours(8);

#[derive(Deserialize)]
struct SignIn {
    persona: String,
}

/// Answers with a token and when it expires.
pub async fn sign_in(State(edge): State<Arc<Edge>>, request: Request<Body>) -> Response {
    if !edge.clock.is_demo() {
        return Refusal::not_found().response(Media::Json);
    }
    let id = request.extensions().get::<RequestId>().map_or_else(String::new, |id| id.as_str().to_owned());
    let (head, body) = request.into_parts();
    let read = async {
        body::is_json(&head.headers)?;
        let body = body::read(&head.headers, body, 4096, Instant::now() + edge.limits.deadline()).await?;
        serde_json::from_slice::<SignIn>(&body)
            .map_err(|_| Refusal::bad(StatusCode::BAD_REQUEST, r#"send `{"persona": "head"}`"#))
    };
    let wanted = match read.await {
        Ok(wanted) => wanted,
        Err(refusal) => return refusal.response(Media::Json),
    };
    match issue(&edge, &wanted.persona).await {
        Ok(Some(issued)) => ([(CONTENT_TYPE, "application/json")], issued).into_response(),
        Ok(None) => Refusal::bad(StatusCode::NOT_FOUND, "there is no such persona: /graphiql/config.json lists them")
            .response(Media::Json),
        Err(error) => {
            tracing::error!(id, error = format!("{error:#}"), "a persona could not be signed in");
            Refusal::internal(&id).response(Media::Json)
        }
    }
}

async fn issue(edge: &Edge, persona: &str) -> anyhow::Result<Option<String>> {
    let Some(principal) = personas::by_persona(&edge.database.readers, persona).await? else {
        return Ok(None);
    };
    let issued = token::issue(edge.callers.key(), principal.id, principal.trust_id, LASTS)?;
    Ok(Some(serde_json::to_string(&issued)?))
}
