//! One operation of a socket, in a task of its own: a query answered once, or a subscription told on and on.

use std::sync::Arc;

use graph::Begun;
use graph::error::{Code, Refusal};
use tokio::sync::mpsc;

use super::super::{Edge, answer};
use super::message::{self, Close};
use super::told::{End, Step, Told, Who};

/// What an operation has to say, by its number: an id may be given anew while words of the last one are on their way.
pub(super) enum Word {
    /// A message.
    Text(u64, String),
    /// The last message.
    Last(u64, String),
    /// The whole socket ends.
    Close(Close),
}

/// An operation that was asked for.
pub(super) struct Asked {
    pub number: u64,
    pub id: String,
    pub who: Option<Who>,
    pub request: graph::Request,
    pub words: mpsc::Sender<Word>,
}

/// Runs an operation to its end.
pub(super) async fn run(edge: Arc<Edge>, asked: Asked) {
    let last = match converse(edge, &asked).await {
        Ok(text) => Word::Last(asked.number, text),
        Err(close) => Word::Close(close),
    };
    // The socket may be gone.
    let _ = asked.words.send(last).await;
}

/// Says everything but the last word, which it gives back.
async fn converse(edge: Arc<Edge>, asked: &Asked) -> Result<String, Close> {
    let refused = |refusal: &Refusal| message::error(&asked.id, &refusal.body());
    let who = match &asked.who {
        Some(who) => match who.again(&edge, std::time::Duration::MAX).await {
            Ok(who) => Some(who),
            Err(end) => return ended(end, &refused),
        },
        None => None,
    };
    let begun = {
        let Ok(_place) = edge.places.try_acquire() else {
            return Ok(refused(&Refusal::new(Code::Throttled, "the server is busy: try again in a second")));
        };
        let caller = who.as_ref().map(|who| &*who.caller);
        answer::guarded(&edge, "socket", &asked.request, edge.engine.begin(caller, &asked.request)).await
    };
    let listening = match (begun, who) {
        (Err(_), _) => {
            let message = "something failed on our side, or took too long: ask for less, or try again";
            return Ok(refused(&Refusal::new(Code::Internal, message)));
        }
        (Ok(Begun::Listening(listening)), Some(who)) => (listening, who),
        (Ok(Begun::Listening(_)), None) => return Err(Close::unauthorized("Unauthorized")),
        (Ok(Begun::Answered(answer)), _) => {
            return match answer.status {
                200 => {
                    let _ = asked.words.send(Word::Text(asked.number, message::next(&asked.id, &answer.body))).await;
                    Ok(message::complete(&asked.id))
                }
                401 => Err(Close::unauthorized("Unauthorized")),
                _ => Ok(message::error(&asked.id, &answer.body)),
            };
        }
    };
    let mut told = Told::new(edge, listening.1, listening.0);
    loop {
        match told.next().await {
            Step::Next(body) => {
                let word = Word::Text(asked.number, message::next(&asked.id, &body));
                if asked.words.send(word).await.is_err() {
                    return Err(Close::going_away());
                }
            }
            Step::Quiet => {}
            Step::End(end) => return ended(end, &refused),
        }
    }
}

fn ended(end: End, refused: &dyn Fn(&Refusal) -> String) -> Result<String, Close> {
    match end {
        End::Unauthenticated(reason) => Err(Close::unauthorized(reason)),
        End::Forbidden(refusal) => {
            Err(Close::forbidden(refusal.faults.into_iter().next().map_or_else(String::new, |fault| fault.message)))
        }
        End::Refused(refusal) => Ok(refused(&refusal)),
        End::Stopping => Err(Close::going_away()),
    }
}
