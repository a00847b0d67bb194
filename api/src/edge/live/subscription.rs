//! A running subscription: each event becomes a response, read with the caller's present rights.
//!
//! The caller's rights are renewed when the token expires, every half minute, at an event if they are some seconds old,
//! and at every event that changes somebody's rights.

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
use super::connections::stopped;
use crate::sign_in::Unauthenticated;
use crate::sign_in::callers::Failure;

/// Maximum age of the rights with which an event is read.
const MAX_AGE: Duration = Duration::from_secs(5);
/// How often rights are renewed where no event arrives.
const RENEW_EVERY: Duration = Duration::from_secs(30);

/// The caller of a connection: its token, and the rights compiled from it.
#[derive(Clone)]
pub(super) struct Subscriber {
    pub token: Arc<str>,
    pub caller: Arc<Caller>,
    expires_at: DateTime<Utc>,
    renewed_at: Instant,
}

/// A running subscription.
pub(super) struct Subscription {
    edge: Arc<Edge>,
    subscriber: Subscriber,
    listening: Box<Listening>,
    stop: watch::Receiver<bool>,
}

/// What [`Subscription::next`] returns.
pub(super) enum Step {
    /// A response to send.
    Response(Vec<u8>),
    /// Nothing happened for one heartbeat.
    Idle,
    /// The subscription has ended.
    End(End),
}

/// Why the server ends a subscription.
pub(super) enum End {
    /// The token is no longer valid.
    Unauthenticated(String),
    /// The caller no longer has the right to subscribe.
    Forbidden(Refusal),
    /// An error: the subscriber fell behind, or a read failed.
    Refused(Refusal),
    /// The server is stopping.
    Stopping,
}

impl Subscriber {
    /// The caller of a token, with rights at most `max_age` old. The allowance for clocks that differ does not apply
    /// here: a connection would outlive its token by it.
    pub async fn of(edge: &Edge, token: Arc<str>, max_age: Duration) -> Result<Subscriber, End> {
        match edge.callers.with_expiry(&token, max_age).await {
            Ok((caller, expires_at)) if Utc::now() < expires_at => {
                Ok(Subscriber { token, caller, expires_at, renewed_at: Instant::now() })
            }
            Ok(_) => Err(End::Unauthenticated(Unauthenticated::Expired.to_string())),
            Err(Failure::Unauthenticated(reason)) => Err(End::Unauthenticated(reason.to_string())),
            Err(error) => {
                tracing::error!(%error, "the rights of a subscriber could not be compiled");
                Err(End::Refused(failed()))
            }
        }
    }

    /// When to renew: when the token expires or after [`RENEW_EVERY`], whichever comes first.
    pub fn next_check(&self) -> Instant {
        let left = (self.expires_at - Utc::now()).to_std().unwrap_or_default();
        let latest = self.renewed_at + RENEW_EVERY;
        Instant::now().checked_add(left).map_or(latest, |expires| expires.min(latest))
    }

    /// The caller of the same token, with rights at most `max_age` old.
    pub async fn renewed(&self, edge: &Edge, max_age: Duration) -> Result<Subscriber, End> {
        Subscriber::of(edge, self.token.clone(), max_age).await
    }
}

fn failed() -> Refusal {
    Refusal::new(Code::Internal, "an internal error occurred: subscribe again in a few seconds")
}

impl Subscription {
    pub fn new(edge: Arc<Edge>, subscriber: Subscriber, listening: Box<Listening>) -> Subscription {
        let stop = edge.live.stop_signal();
        Subscription { edge, subscriber, listening, stop }
    }

    /// Waits for the next step. Await it to its end: dropping it midway loses an event.
    pub async fn next(&mut self) -> Step {
        let heartbeat = Instant::now() + self.edge.limits.live.heartbeat;
        loop {
            let event = tokio::select! {
                () = stopped(&mut self.stop) => return Step::End(End::Stopping),
                event = self.listening.next() => Some(event),
                () = tokio::time::sleep_until(self.subscriber.next_check()) => None,
                () = tokio::time::sleep_until(heartbeat) => return Step::Idle,
            };
            let response = match event {
                Some(Ok(event)) => self.respond(&event).await,
                Some(Err(lagged)) => Err(End::Refused(lagged.refusal())),
                None => self.renew(Duration::ZERO).await.map(|()| None),
            };
            match response {
                Ok(Some(body)) => return Step::Response(body),
                Ok(None) => {}
                Err(end) => return Step::End(end),
            }
        }
    }

    /// The response for an event; `None` where the caller may not see it.
    async fn respond(&mut self, event: &Event) -> Result<Option<Vec<u8>>, End> {
        if event.tenant != self.subscriber.caller.tenant {
            return Ok(None);
        }
        self.renew(if event.shapes_rights { Duration::ZERO } else { MAX_AGE }).await?;
        let deadline = Instant::now() + self.edge.limits.deadline();
        let reading = self.edge.engine.notify(&self.subscriber.caller, &self.listening, event, deadline);
        match AssertUnwindSafe(reading).catch_unwind().await {
            Ok(response) => response.map_err(End::Refused),
            Err(_) => {
                tracing::error!("the engine panicked while it read an event");
                Err(End::Refused(failed()))
            }
        }
    }

    /// Renews the caller's rights where they are older than `max_age`. If they changed, checks that the caller may
    /// still subscribe.
    async fn renew(&mut self, max_age: Duration) -> Result<(), End> {
        let is_current = self.subscriber.renewed_at.elapsed() <= max_age && Utc::now() < self.subscriber.expires_at;
        if !max_age.is_zero() && is_current {
            return Ok(());
        }
        let subscriber = self.subscriber.renewed(&self.edge, max_age).await?;
        if !Arc::ptr_eq(&subscriber.caller, &self.subscriber.caller) {
            self.edge.engine.may_listen(&subscriber.caller, &self.listening).map_err(End::Forbidden)?;
        }
        self.subscriber = subscriber;
        Ok(())
    }
}
