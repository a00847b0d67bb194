//! One operation of a socket, run in a task of its own: a query with one response, or a subscription with many.

use std::sync::Arc;

use graph::Begun;
use graph::error::{Code, Refusal};
use tokio::sync::mpsc;

use super::super::{Edge, answer};
use super::message::{self, Close};
use super::subscription::{End, Step, Subscriber, Subscription};

/// What an operation sends to its socket. The operation is named by its number, not by its id: the client may use an id
/// again while messages of the earlier operation still wait.
pub(super) enum Outgoing {
    /// A message.
    Message(u64, String),
    /// The operation's last message.
    Last(u64, String),
    /// Closes the whole socket.
    Close(Close),
}

/// An operation that a client started with `subscribe`.
pub(super) struct Operation {
    pub number: u64,
    pub id: String,
    pub subscriber: Option<Subscriber>,
    pub request: graph::Request,
    pub outgoing: mpsc::Sender<Outgoing>,
}

/// Runs an operation to its end.
pub(super) async fn run(edge: Arc<Edge>, operation: Operation) {
    let last = match answer_all(edge, &operation).await {
        Ok(text) => Outgoing::Last(operation.number, text),
        Err(close) => Outgoing::Close(close),
    };
    // Sending fails where the socket has been closed.
    let _ = operation.outgoing.send(last).await;
}

/// Sends every message of the operation but the last, and returns the last.
async fn answer_all(edge: Arc<Edge>, operation: &Operation) -> Result<String, Close> {
    let refused = |refusal: &Refusal| message::error(&operation.id, &refusal.body());
    let subscriber = match &operation.subscriber {
        Some(subscriber) => match subscriber.renewed(&edge, std::time::Duration::MAX).await {
            Ok(subscriber) => Some(subscriber),
            Err(end) => return last_message(end, &refused),
        },
        None => None,
    };
    let begun = {
        let Ok(_permit) = edge.request_permits.try_acquire() else {
            return Ok(refused(&Refusal::new(Code::Throttled, "the server is busy: try again in a second")));
        };
        let caller = subscriber.as_ref().map(|subscriber| &*subscriber.caller);
        answer::catch(&edge, "socket", &operation.request, edge.engine.begin(caller, &operation.request)).await
    };
    let (listening, subscriber) = match (begun, subscriber) {
        (Err(_), _) => {
            let message = "an internal error occurred, or the request took too long: ask for less, or try again";
            return Ok(refused(&Refusal::new(Code::Internal, message)));
        }
        (Ok(Begun::Listening(listening)), Some(subscriber)) => (listening, subscriber),
        (Ok(Begun::Listening(_)), None) => return Err(Close::unauthorized("Unauthorized")),
        (Ok(Begun::Answered(answer)), _) => {
            return match answer.status {
                200 => {
                    let response = Outgoing::Message(operation.number, message::next(&operation.id, &answer.body));
                    let _ = operation.outgoing.send(response).await;
                    Ok(message::complete(&operation.id))
                }
                401 => Err(Close::unauthorized("Unauthorized")),
                _ => Ok(message::error(&operation.id, &answer.body)),
            };
        }
    };
    let mut subscription = Subscription::new(edge, subscriber, listening);
    loop {
        match subscription.next().await {
            Step::Response(body) => {
                let response = Outgoing::Message(operation.number, message::next(&operation.id, &body));
                if operation.outgoing.send(response).await.is_err() {
                    return Err(Close::going_away());
                }
            }
            Step::Idle => {}
            Step::End(end) => return last_message(end, &refused),
        }
    }
}

/// The last message of a subscription that ended, or the close code where its socket must end too.
fn last_message(end: End, refused: &dyn Fn(&Refusal) -> String) -> Result<String, Close> {
    match end {
        End::Unauthenticated(reason) => Err(Close::unauthorized(reason)),
        End::Forbidden(refusal) => {
            Err(Close::forbidden(refusal.faults.into_iter().next().map_or_else(String::new, |fault| fault.message)))
        }
        End::Refused(refusal) => Ok(refused(&refusal)),
        End::Stopping => Err(Close::going_away()),
    }
}
