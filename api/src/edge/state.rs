//! The state that all requests of one server share.

use std::fmt;
use std::sync::atomic::AtomicBool;

use tokio::sync::Semaphore;

use super::live::LiveConnections;
use super::metrics::Metrics;
use crate::clock::Clock;
use crate::config::Limits;
use crate::database::Database;
use crate::sign_in::Callers;

/// Created once, when the server starts.
pub struct Edge {
    /// Answers documents.
    pub engine: graph::Engine,
    /// Finds the caller of a token.
    pub callers: Callers,
    /// For readiness, the demo's personas and the pools' metrics.
    pub database: Database,
    /// Whether this is a demo trust.
    pub clock: Clock,
    /// Body size, deadline and other limits.
    pub limits: Limits,
    /// One permit for each request that may run at the same time.
    pub request_permits: Semaphore,
    /// Whether responses carry `Server-Timing`.
    pub server_timing: bool,
    /// Counters for `/metrics`.
    pub metrics: Metrics,
    /// The open live connections: sockets and streams of events.
    pub live: LiveConnections,
    /// True once the server stops: it is then no longer ready.
    pub stopping: AtomicBool,
}

impl fmt::Debug for Edge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Edge").field("clock", &self.clock).field("limits", &self.limits).finish_non_exhaustive()
    }
}
