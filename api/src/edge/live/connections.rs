//! Counts the live connections, in total and for each caller, and signals all of them when the server stops.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::watch;
use uuid::Uuid;

/// The live connections of one server.
#[derive(Debug)]
pub struct LiveConnections {
    stop: watch::Sender<bool>,
    open: watch::Sender<usize>,
    by_caller: Mutex<HashMap<Uuid, usize>>,
}

impl Default for LiveConnections {
    fn default() -> Self {
        LiveConnections { stop: watch::Sender::new(false), open: watch::Sender::new(0), by_caller: Mutex::default() }
    }
}

/// Counts a connection as open until this is dropped.
#[derive(Debug)]
pub(super) struct OpenConnection(Arc<super::super::Edge>);

/// Counts a connection of a caller until this is dropped.
#[derive(Debug)]
pub(super) struct CallerConnection(Arc<super::super::Edge>, Uuid);

impl LiveConnections {
    /// How many connections are open.
    pub fn open(&self) -> usize {
        *self.open.borrow()
    }

    /// The signal that [`stopped`] waits for.
    pub(super) fn stop_signal(&self) -> watch::Receiver<bool> {
        self.stop.subscribe()
    }

    /// Signals every connection to end.
    pub fn stop(&self) {
        self.stop.send_replace(true);
    }

    /// Waits up to `timeout` until every connection has ended.
    pub async fn wait_until_closed(&self, timeout: Duration) {
        let mut open = self.open.subscribe();
        if tokio::time::timeout(timeout, open.wait_for(|open| *open == 0)).await.is_err() {
            tracing::warn!(open = self.open(), "some live connections did not end in time");
        }
    }

    fn callers(&self) -> std::sync::MutexGuard<'_, HashMap<Uuid, usize>> {
        self.by_caller.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Returns when the server stops.
pub(super) async fn stopped(stop: &mut watch::Receiver<bool>) {
    drop(stop.wait_for(|stopped| *stopped).await);
}

impl OpenConnection {
    /// Counts one more connection; `None` where the server has as many as it may.
    pub fn new(edge: &Arc<super::super::Edge>) -> Option<OpenConnection> {
        let most = edge.limits.live.connections;
        let added = edge.live.open.send_if_modified(|open| {
            let fits = *open < most;
            *open += usize::from(fits);
            fits
        });
        added.then(|| OpenConnection(edge.clone()))
    }
}

impl Drop for OpenConnection {
    fn drop(&mut self) {
        self.0.live.open.send_modify(|open| *open -= 1);
    }
}

impl CallerConnection {
    /// Counts one more connection of a caller; `None` where it has as many as it may.
    pub fn new(edge: &Arc<super::super::Edge>, principal: Uuid) -> Option<CallerConnection> {
        let mut callers = edge.live.callers();
        let open = callers.entry(principal).or_default();
        (*open < edge.limits.live.connections_per_caller).then(|| {
            *open += 1;
            CallerConnection(edge.clone(), principal)
        })
    }
}

impl Drop for CallerConnection {
    fn drop(&mut self) {
        let mut callers = self.0.live.callers();
        if let Some(open) = callers.get_mut(&self.1) {
            *open -= 1;
            if *open == 0 {
                callers.remove(&self.1);
            }
        }
    }
}
