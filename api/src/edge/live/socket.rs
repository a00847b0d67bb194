//! `graphql-transport-ws` over a WebSocket at `/graphql`.
//!
//! One task reads and writes the socket; each operation has a task of its own, and all end with the socket. The token
//! comes in the payload of `connection_init` (`{"authorization": "Bearer …"}`) or in the header of the upgrade.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::FromRequestParts;
use axum::extract::ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade};
use axum::http::header::{CONNECTION, UPGRADE};
use axum::http::{HeaderMap, Request, StatusCode};
use axum::response::Response;
use serde_json::Value;
use tokio::sync::mpsc;
use tokio::task::{AbortHandle, JoinSet};
use tokio::time::Instant;

use super::super::{Edge, Refusal, parameters};
use super::message::{self, Close, Incoming, PROTOCOL};
use super::operation::{self, Asked, Word};
use super::places::{Open, Place, stopped};
use super::told::{End, Who};
use crate::sign_in::bearer;

/// How many words may wait to be written; whoever speaks then waits.
const WAITING: usize = 32;
/// How long the other side may take to end a socket that we have ended.
const FAREWELL: Duration = Duration::from_secs(2);

/// Whether a request asks for a socket.
pub fn is_wanted(headers: &HeaderMap) -> bool {
    let names = |name, word: &str| {
        let mut values = headers.get_all(name).iter().filter_map(|value| value.to_str().ok());
        values.any(|value| value.split(',').any(|part| part.trim().eq_ignore_ascii_case(word)))
    };
    names(CONNECTION, "upgrade") && names(UPGRADE, "websocket")
}

/// Turns a request into a socket.
pub async fn open(edge: &Arc<Edge>, request: Request<Body>) -> Result<Response, Refusal> {
    let (mut head, _) = request.into_parts();
    let token: Option<Arc<str>> = bearer::token(&head.headers).map_err(Refusal::unauthenticated)?.map(Arc::from);
    let upgrade = WebSocketUpgrade::from_request_parts(&mut head, &()).await.map_err(|error| {
        Refusal::bad(StatusCode::BAD_REQUEST, format!("this is no request for a WebSocket: {error}"))
    })?;
    let open = Open::new(edge).ok_or_else(Refusal::busy)?;
    let most = edge.limits.body_bytes();
    let edge = edge.clone();
    let upgrade = upgrade.protocols([PROTOCOL]).max_message_size(most).max_frame_size(most);
    Ok(upgrade.on_upgrade(move |socket| serve(edge, socket, token, open)))
}

async fn serve(edge: Arc<Edge>, mut socket: WebSocket, token: Option<Arc<str>>, _open: Open) {
    let close = if socket.protocol().is_some_and(|chosen| chosen == PROTOCOL) {
        let mut connection = Connection::new(edge, socket, token);
        let close = connection.talk().await;
        socket = connection.socket;
        close
    } else {
        Some(Close::protocol())
    };
    let farewell = async {
        if let Some(close) = close {
            let frame = CloseFrame { code: close.0, reason: close.reason().into() };
            socket.send(Message::Close(Some(frame))).await.ok()?;
        }
        // Heard out to the end: what is left unread would reset the connection and destroy the close code, and the
        // other side's farewell is answered by reading on.
        while let Some(Ok(_)) = socket.recv().await {}
        Some(())
    };
    tokio::time::timeout(FAREWELL, farewell).await.ok();
}

struct Connection {
    edge: Arc<Edge>,
    socket: WebSocket,
    /// The token of the upgrade's header.
    token: Option<Arc<str>>,
    /// Whether `connection_init` came, and was accepted.
    opened: bool,
    who: Option<Who>,
    _place: Option<Place>,
    running: HashMap<String, (u64, AbortHandle)>,
    tasks: JoinSet<()>,
    next: u64,
    words: (mpsc::Sender<Word>, mpsc::Receiver<Word>),
}

impl Connection {
    fn new(edge: Arc<Edge>, socket: WebSocket, token: Option<Arc<str>>) -> Connection {
        Connection {
            edge,
            socket,
            token,
            opened: false,
            who: None,
            _place: None,
            running: HashMap::new(),
            tasks: JoinSet::new(),
            next: 0,
            words: mpsc::channel(WAITING),
        }
    }

    /// Talks until one side ends it; gives the close code where it is this one.
    async fn talk(&mut self) -> Option<Close> {
        let limits = self.edge.limits.live;
        let opening = Instant::now() + limits.opening;
        let mut stops = self.edge.live.stops();
        let mut heard = Instant::now();
        let mut beat = Instant::now() + limits.beat;
        loop {
            let due = self.who.as_ref().map(Who::due);
            // Without a name there is no limit by caller, so such a socket has this long, and what it asked for is
            // still answered.
            let leaves = (self.who.is_none() && self.running.is_empty()).then_some(opening);
            let done = tokio::select! {
                () = stopped(&mut stops) => return Some(Close::going_away()),
                () = at(leaves) => return Some(if self.opened { Close::nameless() } else { Close::too_slow() }),
                received = self.socket.recv() => {
                    heard = Instant::now();
                    match received {
                        None | Some(Ok(Message::Close(_))) => return None,
                        Some(Err(error)) => return broken(&error),
                        Some(Ok(Message::Text(text))) => self.received(text.as_str()).await,
                        Some(Ok(Message::Binary(_))) => Err(Close::bad("messages are text")),
                        Some(Ok(Message::Ping(_) | Message::Pong(_))) => Ok(()),
                    }
                }
                Some(word) = self.words.1.recv() => self.say(word).await,
                Some(_) = self.tasks.join_next(), if !self.tasks.is_empty() => Ok(()),
                () = at(due) => self.look().await,
                () = tokio::time::sleep_until(beat) => {
                    beat = Instant::now() + limits.beat;
                    // Whoever is there answers a ping; two of them unanswered, nobody is.
                    if heard.elapsed() > limits.beat * 3 {
                        return None;
                    }
                    self.send(Message::Ping(axum::body::Bytes::new())).await
                }
            };
            if let Err(close) = done {
                return Some(close);
            }
        }
    }

    async fn received(&mut self, text: &str) -> Result<(), Close> {
        match message::read(text)? {
            Incoming::Init(payload) => self.init(payload).await,
            Incoming::Ping(payload) => self.text(message::pong(payload)).await,
            Incoming::Pong => Ok(()),
            Incoming::Subscribe(id, payload) => self.subscribe(id, payload).await,
            Incoming::Complete(id) => {
                if let Some((_, task)) = self.running.remove(&id) {
                    task.abort();
                }
                Ok(())
            }
        }
    }

    async fn init(&mut self, payload: Option<Value>) -> Result<(), Close> {
        if self.opened {
            return Err(Close::again());
        }
        if let Some(token) = token_in(payload.as_ref())? {
            self.token = Some(token);
        }
        if let Some(token) = self.token.clone() {
            let who = Who::of(&self.edge, token, Duration::from_secs(5)).await.map_err(closes)?;
            let place = Place::of(&self.edge, who.caller.principal);
            self._place = Some(place.ok_or_else(|| {
                let most = self.edge.limits.live.connections;
                Close::try_later(&format!("you have {most} connections already: close one"))
            })?);
            self.who = Some(who);
        }
        self.opened = true;
        self.text(message::ack()).await
    }

    async fn subscribe(&mut self, id: String, payload: Value) -> Result<(), Close> {
        if !self.opened {
            return Err(Close::unauthorized("Unauthorized"));
        }
        if self.running.contains_key(&id) {
            return Err(Close::duplicate(&id));
        }
        let deadline = Instant::now() + self.edge.limits.deadline();
        let request = parameters::from_value(payload).and_then(|found| found.request(false, deadline));
        let request = request.map_err(|refusal| Close::bad(refusal.message()))?;
        if self.running.len() >= self.edge.limits.live.operations {
            let message = format!("{} operations run on this socket: complete one", self.running.len());
            let refusal = graph::error::Refusal::new(graph::error::Code::Throttled, message);
            return self.text(message::error(&id, &refusal.body())).await;
        }
        self.next += 1;
        let asked =
            Asked { number: self.next, id: id.clone(), who: self.who.clone(), request, words: self.words.0.clone() };
        let task = self.tasks.spawn(operation::run(self.edge.clone(), asked));
        self.running.insert(id, (self.next, task));
        Ok(())
    }

    /// Says what an operation has to say, where it still runs.
    async fn say(&mut self, word: Word) -> Result<(), Close> {
        let runs = |running: &HashMap<String, (u64, AbortHandle)>, number: u64| {
            running.iter().find(|(_, (known, _))| *known == number).map(|(id, _)| id.clone())
        };
        match word {
            Word::Text(number, text) if runs(&self.running, number).is_some() => self.text(text).await,
            Word::Last(number, text) => match runs(&self.running, number) {
                Some(id) => {
                    self.running.remove(&id);
                    self.text(text).await
                }
                None => Ok(()),
            },
            Word::Text(..) => Ok(()),
            Word::Close(close) => Err(close),
        }
    }

    /// Looks whether the token still signs its bearer in.
    async fn look(&mut self) -> Result<(), Close> {
        if let Some(who) = &self.who {
            self.who = Some(who.again(&self.edge, Duration::ZERO).await.map_err(closes)?);
        }
        Ok(())
    }

    async fn text(&mut self, text: String) -> Result<(), Close> {
        self.send(Message::Text(text.into())).await
    }

    async fn send(&mut self, message: Message) -> Result<(), Close> {
        match tokio::time::timeout(self.edge.limits.live.patience, self.socket.send(message)).await {
            Ok(Ok(())) => Ok(()),
            _ => Err(Close::try_later("nothing is read on this socket")),
        }
    }
}

/// Waits until a moment; for ever where there is none.
async fn at(moment: Option<Instant>) {
    match moment {
        Some(moment) => tokio::time::sleep_until(moment).await,
        None => std::future::pending().await,
    }
}

/// A socket that broke; one that was sent too much is told so.
fn broken(error: &axum::Error) -> Option<Close> {
    let text = std::error::Error::source(error).map_or_else(|| error.to_string(), ToString::to_string);
    text.contains("too long").then(Close::too_large)
}

/// The token in the payload of `connection_init`: as in the header, or alone.
fn token_in(payload: Option<&Value>) -> Result<Option<Arc<str>>, Close> {
    let names = ["authorization", "Authorization"];
    let Some(given) = payload.and_then(|payload| names.iter().find_map(|name| payload.get(name))) else {
        return Ok(None);
    };
    let text = given.as_str().map(str::trim).filter(|text| !text.is_empty());
    let text = text.ok_or_else(|| Close::unauthorized("`authorization` must be `Bearer <token>`"))?;
    match text.split_once(' ') {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => Ok(Some(token.trim().into())),
        None => Ok(Some(text.into())),
        Some(_) => Err(Close::unauthorized("`authorization` must be `Bearer <token>`")),
    }
}

fn closes(end: End) -> Close {
    match end {
        End::Unauthenticated(reason) => Close::unauthorized(reason),
        End::Forbidden(_) => Close::forbidden("Forbidden"),
        End::Refused(_) => Close::try_later("something failed on our side: connect anew in a while"),
        End::Stopping => Close::going_away(),
    }
}
