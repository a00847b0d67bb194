//! A subscription that runs: events, as far as the caller may see them by now.
//!
//! Who the caller is, is asked anew: at an event where it was last asked some seconds ago, at once where rights have
//! changed, when the token ends, and every half minute in any case.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use futures::FutureExt;
use graph::Caller;
use graph::error::{Code, Refusal};
use graph::live::{Event, Listening};
use tokio::sync::watch;
use tokio::time::Instant;

use super::super::Edge;
use super::places::stopped;
use crate::sign_in::Unauthenticated;
use crate::sign_in::callers::Failure;

/// How old the rights may be by which an event is read.
const FRESH: Duration = Duration::from_secs(5);
/// How often rights are looked at where nothing happens.
const LOOK: Duration = Duration::from_secs(30);

/// Whoever a connection speaks for: a token, and what it gives by now.
#[derive(Clone)]
pub(super) struct Who {
    pub token: Arc<str>,
    pub caller: Arc<Caller>,
    until: DateTime<Utc>,
    looked: Instant,
}

/// A subscription that runs.
pub(super) struct Told {
    edge: Arc<Edge>,
    who: Who,
    listening: Box<Listening>,
    stops: watch::Receiver<bool>,
}

/// What comes next.
pub(super) enum Step {
    /// A response.
    Next(Vec<u8>),
    /// Nothing for a while.
    Quiet,
    /// The end.
    End(End),
}

/// Why a subscription ends before its subscriber ends it.
pub(super) enum End {
    /// Nobody is signed in any more.
    Unauthenticated(String),
    /// The caller may listen no longer.
    Forbidden(Refusal),
    /// It cannot go on.
    Refused(Refusal),
    /// The server stops.
    Stopping,
}

impl Who {
    /// Whom a token signs in. One that has ended is not held for valid for the sake of clocks that differ: a
    /// connection would then outlive it.
    pub async fn of(edge: &Edge, token: Arc<str>, age: Duration) -> Result<Who, End> {
        match edge.callers.lately(&token, age).await {
            Ok((caller, until)) if Utc::now() < until => Ok(Who { token, caller, until, looked: Instant::now() }),
            Ok(_) => Err(End::Unauthenticated(Unauthenticated::Expired.to_string())),
            Err(Failure::Unauthenticated(reason)) => Err(End::Unauthenticated(reason.to_string())),
            Err(error) => {
                tracing::error!(%error, "the rights of a subscriber could not be compiled");
                Err(End::Refused(failed()))
            }
        }
    }

    /// When to look again.
    pub fn due(&self) -> Instant {
        let left = (self.until - Utc::now()).to_std().unwrap_or_default();
        Instant::now().checked_add(left).map_or(self.looked + LOOK, |ends| ends.min(self.looked + LOOK))
    }

    /// The same token, looked at anew.
    pub async fn again(&self, edge: &Edge, age: Duration) -> Result<Who, End> {
        Who::of(edge, self.token.clone(), age).await
    }
}

fn failed() -> Refusal {
    Refusal::new(Code::Internal, "something failed on our side: subscribe anew in a while")
}

impl Told {
    pub fn new(edge: Arc<Edge>, who: Who, listening: Box<Listening>) -> Told {
        let stops = edge.live.stops();
        Told { edge, who, listening, stops }
    }

    /// What comes next. To be awaited to its end: what is dropped midway is an event lost.
    pub async fn next(&mut self) -> Step {
        let quiet = Instant::now() + self.edge.limits.live.beat;
        loop {
            let came = tokio::select! {
                () = stopped(&mut self.stops) => return Step::End(End::Stopping),
                event = self.listening.next() => Some(event),
                () = tokio::time::sleep_until(self.who.due()) => None,
                () = tokio::time::sleep_until(quiet) => return Step::Quiet,
            };
            let told = match came {
                Some(Ok(event)) => self.tell(&event).await,
                Some(Err(lagged)) => Err(End::Refused(lagged.refusal())),
                None => self.look(Duration::ZERO).await.map(|()| None),
            };
            match told {
                Ok(Some(body)) => return Step::Next(body),
                Ok(None) => {}
                Err(end) => return Step::End(end),
            }
        }
    }

    /// What is told of an event, if anything is.
    async fn tell(&mut self, event: &Event) -> Result<Option<Vec<u8>>, End> {
        if event.tenant != self.who.caller.tenant {
            return Ok(None);
        }
        self.look(if event.shapes_rights { Duration::ZERO } else { FRESH }).await?;
        let deadline = Instant::now() + self.edge.limits.deadline();
        let telling = self.edge.engine.notify(&self.who.caller, &self.listening, event, deadline);
        match AssertUnwindSafe(telling).catch_unwind().await {
            Ok(told) => told.map_err(End::Refused),
            Err(_) => {
                tracing::error!("the engine panicked at an event");
                Err(End::Refused(failed()))
            }
        }
    }

    /// Looks at the rights anew where they are older than this.
    async fn look(&mut self, age: Duration) -> Result<(), End> {
        if !age.is_zero() && self.who.looked.elapsed() <= age && Utc::now() < self.who.until {
            return Ok(());
        }
        let who = self.who.again(&self.edge, age).await?;
        if !Arc::ptr_eq(&who.caller, &self.who.caller) {
            self.edge.engine.may_listen(&who.caller, &self.listening).map_err(End::Forbidden)?;
        }
        self.who = who;
        Ok(())
    }
}
