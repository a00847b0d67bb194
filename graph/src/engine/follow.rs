//! Follows the outbox for the whole process.

use std::sync::Arc;

use tokio::sync::broadcast;

use super::Engine;
use crate::live::Event;

impl Engine {
    /// Every event from now on, for whoever keeps something that a change spoils.
    #[must_use]
    pub fn events(&self) -> broadcast::Receiver<Arc<Event>> {
        self.feed.subscribe()
    }

    /// Follows the outbox until it is dropped. Without it no subscriber is sent anything.
    pub async fn follow(&self) {
        self.feed.follow(&self.catalogue, &self.database).await;
    }
}
