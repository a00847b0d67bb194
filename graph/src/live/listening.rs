//! A subscription that was accepted, and the events that come to it.

use std::sync::Arc;

use tokio::sync::broadcast::{self, error::RecvError};

use super::Event;
use crate::error::{Code, Refusal};
use crate::plan::Subscribed;
use crate::request::Accepted;

/// A subscription that was accepted.
#[derive(Debug)]
pub struct Listening {
    pub(crate) accepted: Accepted,
    pub(crate) subscribed: Subscribed,
    /// What the subscriber says it is for.
    pub(crate) purpose: Option<String>,
    pub(crate) events: broadcast::Receiver<Arc<Event>>,
}

/// A listener was too far behind: so many events it will never see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lagged(pub u64);

impl Lagged {
    /// The events for this subscriber.
    #[must_use]
    pub fn refusal(self) -> Refusal {
        let message = format!(
            "events came faster than they were read, and {} were missed: read what changed (`updatedSince`) and \
             subscribe anew",
            self.0
        );
        Refusal::new(Code::Lagged, message)
    }
}

impl Listening {
    /// The next event, whomever it is for. Dropped while it waits, it loses nothing.
    ///
    /// # Errors
    /// When some were missed.
    pub async fn next(&mut self) -> Result<Arc<Event>, Lagged> {
        match self.events.recv().await {
            Ok(event) => Ok(event),
            Err(RecvError::Lagged(missed)) => Err(Lagged(missed)),
            // The engine is gone, and with it whoever asks.
            Err(RecvError::Closed) => std::future::pending().await,
        }
    }
}
