//! `graphql-transport-ws` over a WebSocket at `/graphql`.
//!
//! One task reads and writes the socket. Each operation runs in a task of its own and ends with the socket. The token
//! is in the payload of `connection_init` (`{"authorization": "Bearer …"}`) or in the header of the upgrade request.

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
use super::connections::{CallerConnection, OpenConnection, stopped};
use super::message::{self, Close, Incoming, PROTOCOL};
use super::operation::{self, Operation, Outgoing};
use super::subscription::{End, Subscriber};
use crate::sign_in::bearer;

/// How many messages of a socket's operations may wait to be sent; after that, operations wait.
const MAX_WAITING: usize = 32;
/// How long the client may take to close a socket that we have closed.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(2);

/// True where a request asks for a WebSocket.
pub fn is_wanted(headers: &HeaderMap) -> bool {
    let names = |name, word: &str| {
        let mut values = headers.get_all(name).iter().filter_map(|value| value.to_str().ok());
        values.any(|value| value.split(',').any(|part| part.trim().eq_ignore_ascii_case(word)))
    };
    names(CONNECTION, "upgrade") && names(UPGRADE, "websocket")
}

/// Upgrades a request to a socket.
pub async fn open(edge: &Arc<Edge>, request: Request<Body>) -> Result<Response, Refusal> {
    let (mut head, _) = request.into_parts();
    let token: Option<Arc<str>> = bearer::token(&head.headers).map_err(Refusal::unauthenticated)?.map(Arc::from);
    let upgrade = WebSocketUpgrade::from_request_parts(&mut head, &()).await.map_err(|error| {
        Refusal::bad(StatusCode::BAD_REQUEST, format!("this is not a WebSocket handshake: {error}"))
    })?;
    let open = OpenConnection::new(edge).ok_or_else(Refusal::busy)?;
    let most = edge.limits.body_bytes();
    let edge = edge.clone();
    let upgrade = upgrade.protocols([PROTOCOL]).max_message_size(most).max_frame_size(most);
    Ok(upgrade.on_upgrade(move |socket| serve(edge, socket, token, open)))
}

async fn serve(edge: Arc<Edge>, mut socket: WebSocket, token: Option<Arc<str>>, _open: OpenConnection) {
    let close = if socket.protocol().is_some_and(|chosen| chosen == PROTOCOL) {
        let mut connection = Connection::new(edge, socket, token);
        let close = connection.run().await;
        socket = connection.socket;
        close
    } else {
        Some(Close::wrong_subprotocol())
    };
    let closing = async {
        if let Some(close) = close {
            let frame = CloseFrame { code: close.0, reason: close.reason().into() };
            socket.send(Message::Close(Some(frame))).await.ok()?;
        }
        // Read to the end: bytes that stay unread would reset the connection, and the client would lose the close code.
        // Reading also answers the client's close frame.
        while let Some(Ok(_)) = socket.recv().await {}
        Some(())
    };
    tokio::time::timeout(CLOSE_TIMEOUT, closing).await.ok();
}

struct Connection {
    edge: Arc<Edge>,
    socket: WebSocket,
    /// The token of the upgrade request's header, replaced by the one of `connection_init`.
    token: Option<Arc<str>>,
    /// True once `connection_init` was accepted.
    opened: bool,
    subscriber: Option<Subscriber>,
    _of_caller: Option<CallerConnection>,
    /// The running operations by id, each with its number.
    running: HashMap<String, (u64, AbortHandle)>,
    tasks: JoinSet<()>,
    /// The number of the latest operation.
    last_number: u64,
    outgoing: (mpsc::Sender<Outgoing>, mpsc::Receiver<Outgoing>),
}

impl Connection {
    fn new(edge: Arc<Edge>, socket: WebSocket, token: Option<Arc<str>>) -> Connection {
        Connection {
            edge,
            socket,
            token,
            opened: false,
            subscriber: None,
            _of_caller: None,
            running: HashMap::new(),
            tasks: JoinSet::new(),
            last_number: 0,
            outgoing: mpsc::channel(MAX_WAITING),
        }
    }

    /// Runs the connection until one side ends it. Returns the close code to send where it is this side.
    async fn run(&mut self) -> Option<Close> {
        let limits = self.edge.limits.live;
        let init_deadline = Instant::now() + limits.init_timeout;
        let mut stop = self.edge.live.stop_signal();
        let mut last_received = Instant::now();
        let mut heartbeat = Instant::now() + limits.heartbeat;
        loop {
            let next_check = self.subscriber.as_ref().map(Subscriber::next_check);
            // Connections are limited by caller, and a socket without a token has none: it is closed at the deadline,
            // or as soon after it as no operation runs.
            let no_caller = (self.subscriber.is_none() && self.running.is_empty()).then_some(init_deadline);
            let close_without_caller = if self.opened { Close::no_token } else { Close::no_init };
            let done = tokio::select! {
                () = stopped(&mut stop) => return Some(Close::going_away()),
                () = sleep_until(no_caller) => return Some(close_without_caller()),
                received = self.socket.recv() => {
                    last_received = Instant::now();
                    match received {
                        None | Some(Ok(Message::Close(_))) => return None,
                        Some(Err(error)) => return close_after(&error),
                        Some(Ok(Message::Text(text))) => self.received(text.as_str()).await,
                        Some(Ok(Message::Binary(_))) => Err(Close::bad("a message must be text")),
                        Some(Ok(Message::Ping(_) | Message::Pong(_))) => Ok(()),
                    }
                }
                Some(outgoing) = self.outgoing.1.recv() => self.forward(outgoing).await,
                Some(_) = self.tasks.join_next(), if !self.tasks.is_empty() => Ok(()),
                () = sleep_until(next_check) => self.check_token().await,
                () = tokio::time::sleep_until(heartbeat) => {
                    heartbeat = Instant::now() + limits.heartbeat;
                    // A live client answers every ping. After two unanswered pings the connection is dead.
                    if last_received.elapsed() > limits.heartbeat * 3 {
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
            return Err(Close::second_init());
        }
        if let Some(token) = token_in(payload.as_ref())? {
            self.token = Some(token);
        }
        if let Some(token) = self.token.clone() {
            let subscriber = Subscriber::of(&self.edge, token, Duration::from_secs(5)).await.map_err(close_for)?;
            let of_caller = CallerConnection::new(&self.edge, subscriber.caller.principal);
            self._of_caller = Some(of_caller.ok_or_else(|| {
                let most = self.edge.limits.live.connections_per_caller;
                Close::try_later(&format!("you have {most} live connections already, the limit: close one first"))
            })?);
            self.subscriber = Some(subscriber);
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
        if self.running.len() >= self.edge.limits.live.operations_per_socket {
            let message =
                format!("{} operations run on this socket, the limit: complete one first", self.running.len());
            let refusal = graph::error::Refusal::new(graph::error::Code::Throttled, message);
            return self.text(message::error(&id, &refusal.body())).await;
        }
        self.last_number += 1;
        let operation = Operation {
            number: self.last_number,
            id: id.clone(),
            subscriber: self.subscriber.clone(),
            request,
            outgoing: self.outgoing.0.clone(),
        };
        let task = self.tasks.spawn(operation::run(self.edge.clone(), operation));
        self.running.insert(id, (self.last_number, task));
        Ok(())
    }

    /// Sends a message of an operation, unless the operation has ended.
    async fn forward(&mut self, outgoing: Outgoing) -> Result<(), Close> {
        let id_of = |running: &HashMap<String, (u64, AbortHandle)>, number: u64| {
            running.iter().find(|(_, (known, _))| *known == number).map(|(id, _)| id.clone())
        };
        match outgoing {
            Outgoing::Message(number, text) if id_of(&self.running, number).is_some() => self.text(text).await,
            Outgoing::Last(number, text) => match id_of(&self.running, number) {
                Some(id) => {
                    self.running.remove(&id);
                    self.text(text).await
                }
                None => Ok(()),
            },
            Outgoing::Message(..) => Ok(()),
            Outgoing::Close(close) => Err(close),
        }
    }

    /// Checks that the token is still valid, and renews the caller's rights.
    async fn check_token(&mut self) -> Result<(), Close> {
        if let Some(subscriber) = &self.subscriber {
            self.subscriber = Some(subscriber.renewed(&self.edge, Duration::ZERO).await.map_err(close_for)?);
        }
        Ok(())
    }

    async fn text(&mut self, text: String) -> Result<(), Close> {
        self.send(Message::Text(text.into())).await
    }

    async fn send(&mut self, message: Message) -> Result<(), Close> {
        match tokio::time::timeout(self.edge.limits.live.write_timeout, self.socket.send(message)).await {
            Ok(Ok(())) => Ok(()),
            _ => Err(Close::try_later("the client does not read from this socket")),
        }
    }
}

/// Waits until `moment`; for ever where it is `None`.
async fn sleep_until(moment: Option<Instant>) {
    match moment {
        Some(moment) => tokio::time::sleep_until(moment).await,
        None => std::future::pending().await,
    }
}

/// The close code after a read failed: only a message that is too long has one; otherwise the connection is broken.
fn close_after(error: &axum::Error) -> Option<Close> {
    let text = std::error::Error::source(error).map_or_else(|| error.to_string(), ToString::to_string);
    text.contains("too long").then(Close::too_large)
}

/// The token in the payload of `connection_init`: `Bearer <token>` as in the header, or the token alone.
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

/// The close code for a subscriber whose token or rights ended.
fn close_for(end: End) -> Close {
    match end {
        End::Unauthenticated(reason) => Close::unauthorized(reason),
        End::Forbidden(_) => Close::forbidden("Forbidden"),
        End::Refused(_) => Close::try_later("an internal error occurred: connect again in a few seconds"),
        End::Stopping => Close::going_away(),
    }
}
