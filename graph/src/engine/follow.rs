//! Follows the outbox for the whole process.

use std::sync::Arc;

use tokio::sync::broadcast;

use super::Engine;
use crate::live::Event;

impl Engine {
    /// Every event from now on, for a cache that a change makes stale.
    #[must_use]
    pub fn events(&self) -> broadcast::Receiver<Arc<Event>> {
        self.feed.subscribe()
    }

    /// Follows the outbox until the future is dropped. Subscribers are notified only while it runs.
    pub async fn follow(&self) {
        self.feed.follow(&self.catalogue, &self.database).await;
    }
}
