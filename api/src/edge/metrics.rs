//! `/metrics`: metrics for Prometheus, in the OpenMetrics text format.
//!
//! Labels have closed sets of values (operation kind, error code, status), so no document, person or path adds a
//! series.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use prometheus_client::encoding::{EncodeLabelSet, text};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

use super::Edge;
use super::negotiate::Media;
use super::refusal::Refusal;

/// Upper bounds of the buckets, in seconds: half a millisecond to the usual deadline.
const BUCKETS: [f64; 13] = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0];

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Outcome {
    operation: &'static str,
    code: &'static str,
    status: u16,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Kind {
    operation: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct PoolState {
    pool: &'static str,
    state: &'static str,
}

/// The metrics of one server.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    requests: Family<Outcome, Counter>,
    seconds: Family<Kind, Histogram, fn() -> Histogram>,
    running: Gauge,
    connections: Family<PoolState, Gauge>,
    callers: Gauge,
}

/// Counts a request as running until this is dropped, which also happens when the caller disconnects.
#[derive(Debug)]
pub struct RunningRequest(Gauge);

impl Drop for RunningRequest {
    fn drop(&mut self) {
        self.0.dec();
    }
}

impl Metrics {
    /// All metrics at zero.
    pub fn new() -> Metrics {
        let mut registry = Registry::with_prefix("colonnade");
        let requests = Family::default();
        let seconds = Family::new_with_constructor((|| Histogram::new(BUCKETS)) as fn() -> Histogram);
        let (running, callers) = (Gauge::default(), Gauge::default());
        let connections = Family::default();
        registry.register("requests", "GraphQL requests answered", requests.clone());
        registry.register_with_unit(
            "request",
            "Time from the end of the request's head to the answer",
            Unit::Seconds,
            seconds.clone(),
        );
        registry.register("requests_running", "GraphQL requests being answered", running.clone());
        registry.register("database_connections", "Connections to the database", connections.clone());
        registry.register("callers_remembered", "Tokens whose rights are compiled", callers.clone());
        Metrics { registry, requests, seconds, running, connections, callers }
    }

    /// Counts a request as running until the returned value is dropped.
    pub fn begin_request(&self) -> RunningRequest {
        self.running.inc();
        RunningRequest(self.running.clone())
    }

    /// Counts an answered request.
    pub fn count_answer(&self, operation: &'static str, code: &'static str, status: u16, took: Duration) {
        self.requests.get_or_create(&Outcome { operation, code, status }).inc();
        self.seconds.get_or_create(&Kind { operation }).observe(took.as_secs_f64());
    }
}

impl Default for Metrics {
    fn default() -> Metrics {
        Metrics::new()
    }
}

/// Serves all metrics.
pub async fn metrics(State(edge): State<Arc<Edge>>) -> Response {
    let metrics = &edge.metrics;
    metrics.callers.set(edge.callers.cached_tokens() as i64);
    for (pool, found) in edge.database.pools() {
        // The engine keeps idle connections outside its pool, which counts them as used.
        let kept = if pool == "graph" { edge.engine.idle_connections() } else { 0 };
        let idle = (found.idle + kept) as i64;
        metrics.connections.get_or_create(&PoolState { pool, state: "idle" }).set(idle);
        metrics.connections.get_or_create(&PoolState { pool, state: "used" }).set(i64::from(found.open) - idle);
    }
    let mut body = String::new();
    match text::encode(&mut body, &metrics.registry) {
        Ok(()) => {
            ([(CONTENT_TYPE, "application/openmetrics-text; version=1.0.0; charset=utf-8")], body).into_response()
        }
        Err(error) => {
            tracing::error!(%error, "the metrics could not be encoded");
            Refusal::internal("metrics").response(Media::Json)
        }
    }
}
