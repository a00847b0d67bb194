//! What every request of one server shares.

use std::fmt;
use std::sync::atomic::AtomicBool;

use tokio::sync::Semaphore;

use super::live::Live;
use super::metrics::Metrics;
use crate::clock::Clock;
use crate::config::Limits;
use crate::database::Database;
use crate::sign_in::Callers;

/// Made once at the start.
pub struct Edge {
    /// Answers documents.
    pub engine: graph::Engine,
    /// Knows who sends a token.
    pub callers: Callers,
    /// For readiness, the demo's personas and the pools' figures.
    pub database: Database,
    /// Whether this is a demo trust.
    pub clock: Clock,
    /// Body size, deadline.
    pub limits: Limits,
    /// Free places for requests.
    pub places: Semaphore,
    /// Whether callers are told the time by stage.
    pub server_timing: bool,
    /// What has been counted.
    pub metrics: Metrics,
    /// Connections that are told what happens.
    pub live: Live,
    /// Set when the server is told to stop: it is then no longer ready.
    pub stopping: AtomicBool,
}

impl fmt::Debug for Edge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Edge").field("clock", &self.clock).field("limits", &self.limits).finish_non_exhaustive()
    }
}
