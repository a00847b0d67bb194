//! A subscription that was accepted, and the events that come to it.

use std::sync::Arc;

use tokio::sync::broadcast::{self, error::RecvError};

use super::Event;
use crate::caller::Caller;
use crate::engine::{Answer, Engine, Request};
use crate::error::{Code, Refusal};
use crate::plan::{self, Subscribed};
use crate::request::Accepted;

/// What came of the beginning of a request.
#[derive(Debug)]
pub enum Begun {
    /// It is answered, once.
    Answered(Answer),
    /// It listens.
    Listening(Box<Listening>),
}

/// A subscription that was accepted.
#[derive(Debug)]
pub struct Listening {
    pub(super) accepted: Accepted,
    pub(super) subscribed: Subscribed,
    /// What the subscriber says it is for.
    pub(super) purpose: Option<String>,
    events: broadcast::Receiver<Arc<Event>>,
}

/// A listener was too far behind: so many events it will never see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lagged(pub u64);

impl Lagged {
    /// What the subscriber is told.
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

impl Engine {
    /// Answers a query or a mutation, and accepts a subscription.
    pub async fn begin(&self, caller: Option<&Caller>, request: &Request) -> Begun {
        let mut operation = None;
        match self.accept(request, &mut operation).await {
            Ok(accepted) if operation == Some("subscription") => match self.listen(caller, request, accepted).await {
                Ok(listening) => Begun::Listening(Box::new(listening)),
                Err(refusal) => Begun::Answered(Answer::refused(&refusal, operation)),
            },
            _ => Begun::Answered(self.answer(caller, request).await),
        }
    }

    async fn listen(
        &self,
        caller: Option<&Caller>,
        request: &Request,
        accepted: Accepted,
    ) -> Result<Listening, Refusal> {
        let caller = caller.ok_or_else(crate::engine::unauthenticated)?;
        let purpose = crate::engine::purpose(request)?.map(str::to_owned);
        let subscribed = plan::subscribed(&self.catalogue, &self.model, caller, &accepted)?;
        self.check_telling(caller, &accepted, &subscribed)?;
        let Some(events) = self.feed.listen().await else {
            return Err(Refusal::new(Code::Internal, "this server does not follow changes now: try again in a while"));
        };
        Ok(Listening { accepted, subscribed, purpose, events })
    }

    /// Whether a caller may still listen: rights end while a subscription runs.
    ///
    /// # Errors
    /// When it may not.
    pub fn may_listen(&self, caller: &Caller, listening: &Listening) -> Result<(), Refusal> {
        plan::subscribed(&self.catalogue, &self.model, caller, &listening.accepted).map(|_| ())
    }
}
