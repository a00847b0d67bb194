//! `/health/live` (the process runs) and `/health/ready` (it can answer requests now).

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use axum::extract::State;
use axum::http::{StatusCode, header::CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::Edge;

/// A database that takes longer than this to answer a ping is not ready.
const PING_TIMEOUT: Duration = Duration::from_secs(2);

/// Returns 200 while the process runs, even if the database is down: a restart would not bring the database back.
pub async fn live() -> Response {
    report(StatusCode::OK, "live", None)
}

/// Returns 200 where requests can be answered, else 503, so that a load balancer takes the instance out.
pub async fn ready(State(edge): State<Arc<Edge>>) -> Response {
    if edge.stopping.load(Ordering::Acquire) {
        return report(StatusCode::SERVICE_UNAVAILABLE, "stopping", Some("the server is stopping"));
    }
    match tokio::time::timeout(PING_TIMEOUT, edge.database.readers.ping()).await {
        Ok(Ok(())) => report(StatusCode::OK, "ready", None),
        Ok(Err(error)) => {
            tracing::warn!(%error, "the database does not answer");
            report(StatusCode::SERVICE_UNAVAILABLE, "not ready", Some("the database does not answer"))
        }
        Err(_) => report(StatusCode::SERVICE_UNAVAILABLE, "not ready", Some("the database does not answer in time")),
    }
}

fn report(status: StatusCode, state: &str, reason: Option<&str>) -> Response {
    let body = match reason {
        None => json!({ "status": state }),
        Some(reason) => json!({ "status": state, "reason": reason }),
    };
    (status, [(CONTENT_TYPE, "application/json")], body.to_string()).into_response()
}
