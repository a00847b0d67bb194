//! A subscription that was accepted, and its events.

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
    /// The purpose that the subscriber stated.
    pub(crate) purpose: Option<String>,
    pub(crate) events: broadcast::Receiver<Arc<Event>>,
}

/// A subscription was too far behind: the number of events that it missed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lagged(pub u64);

impl Lagged {
    /// The error that the subscriber gets.
    #[must_use]
    pub fn refusal(self) -> Refusal {
        let message = format!(
            "the subscription was too slow and missed {} events: read what changed with `updatedSince`, and subscribe \
             again",
            self.0
        );
        Refusal::new(Code::Lagged, message)
    }
}

impl Listening {
    /// The next event of any tenant and type. No event is lost when the future is dropped.
    ///
    /// # Errors
    /// When events were missed.
    pub async fn next(&mut self) -> Result<Arc<Event>, Lagged> {
        match self.events.recv().await {
            Ok(event) => Ok(event),
            Err(RecvError::Lagged(missed)) => Err(Lagged(missed)),
            // The engine was dropped: no event can come any more.
            Err(RecvError::Closed) => std::future::pending().await,
        }
    }
}
