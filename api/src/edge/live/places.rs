//! Who is connected, how often, and how all are told that the server stops.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::watch;
use uuid::Uuid;

/// The live connections of one server.
#[derive(Debug)]
pub struct Live {
    stop: watch::Sender<bool>,
    open: watch::Sender<usize>,
    by_caller: Mutex<HashMap<Uuid, usize>>,
}

impl Default for Live {
    fn default() -> Self {
        Live { stop: watch::Sender::new(false), open: watch::Sender::new(0), by_caller: Mutex::default() }
    }
}

/// A connection that is open, until it is dropped.
#[derive(Debug)]
pub(super) struct Open(Arc<super::super::Edge>);

/// A connection of a caller, until it is dropped.
#[derive(Debug)]
pub(super) struct Place(Arc<super::super::Edge>, Uuid);

impl Live {
    /// How many connections are open.
    pub fn open(&self) -> usize {
        *self.open.borrow()
    }

    /// What [`stopped`] waits for.
    pub(super) fn stops(&self) -> watch::Receiver<bool> {
        self.stop.subscribe()
    }

    /// Tells every connection to end.
    pub fn stop(&self) {
        self.stop.send_replace(true);
    }

    /// Waits until every connection has ended, so long at most.
    pub async fn ended(&self, patience: Duration) {
        let mut open = self.open.subscribe();
        if tokio::time::timeout(patience, open.wait_for(|open| *open == 0)).await.is_err() {
            tracing::warn!(open = self.open(), "some live connections did not end in time");
        }
    }

    fn callers(&self) -> std::sync::MutexGuard<'_, HashMap<Uuid, usize>> {
        self.by_caller.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Returns when the server stops.
pub(super) async fn stopped(stops: &mut watch::Receiver<bool>) {
    drop(stops.wait_for(|stopped| *stopped).await);
}

impl Open {
    /// A connection more, where there is room.
    pub fn new(edge: &Arc<super::super::Edge>) -> Option<Open> {
        let most = edge.limits.live.in_all;
        let added = edge.live.open.send_if_modified(|open| {
            let room = *open < most;
            *open += usize::from(room);
            room
        });
        added.then(|| Open(edge.clone()))
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.0.live.open.send_modify(|open| *open -= 1);
    }
}

impl Place {
    /// A connection more for a caller, where it may have one.
    pub fn of(edge: &Arc<super::super::Edge>, principal: Uuid) -> Option<Place> {
        let mut callers = edge.live.callers();
        let held = callers.entry(principal).or_default();
        (*held < edge.limits.live.connections).then(|| {
            *held += 1;
            Place(edge.clone(), principal)
        })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut callers = self.0.live.callers();
        if let Some(held) = callers.get_mut(&self.1) {
            *held -= 1;
            if *held == 0 {
                callers.remove(&self.1);
            }
        }
    }
}
