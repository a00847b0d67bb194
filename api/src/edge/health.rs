//! `/health/live` (the process runs) and `/health/ready` (it can answer requests now).

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use axum::extract::State;
use axum::http::{StatusCode, header::CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::Edge;

/// A database that takes longer than this to say hello is not ready.
const PATIENCE: Duration = Duration::from_secs(2);

/// Says that the process runs, whatever the database does: restarting would not help that.
pub async fn live() -> Response {
    tell(StatusCode::OK, "live", None)
}

/// Says whether requests can be answered. A load balancer takes an instance out that says 503.
pub async fn ready(State(edge): State<Arc<Edge>>) -> Response {
    if edge.stopping.load(Ordering::Acquire) {
        return tell(StatusCode::SERVICE_UNAVAILABLE, "stopping", Some("the server was told to stop"));
    }
    match tokio::time::timeout(PATIENCE, edge.database.readers.ping()).await {
        Ok(Ok(())) => tell(StatusCode::OK, "ready", None),
        Ok(Err(error)) => {
            tracing::warn!(%error, "the database does not answer");
            tell(StatusCode::SERVICE_UNAVAILABLE, "not ready", Some("the database does not answer"))
        }
        Err(_) => tell(StatusCode::SERVICE_UNAVAILABLE, "not ready", Some("the database does not answer in time")),
    }
}

fn tell(status: StatusCode, state: &str, reason: Option<&str>) -> Response {
    let body = match reason {
        None => json!({ "status": state }),
        Some(reason) => json!({ "status": state, "reason": reason }),
    };
    (status, [(CONTENT_TYPE, "application/json")], body.to_string()).into_response()
}
