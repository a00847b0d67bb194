//! The messages of `graphql-transport-ws`, and its close codes.

use serde_json::{Value, json};

/// The protocol's name.
pub const PROTOCOL: &str = "graphql-transport-ws";

/// Why a socket is closed: the code and a reason of at most 123 bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Close(pub u16, pub String);

impl Close {
    /// The server is stopping.
    pub fn going_away() -> Close {
        Close(1001, "the server is stopping: connect again".into())
    }

    /// A message is longer than the limit.
    pub fn too_large() -> Close {
        Close(1009, "the message is too long".into())
    }

    /// The connection cannot be kept now: there are too many, the client does not read, or an error occurred.
    pub fn try_later(reason: &str) -> Close {
        Close(1013, reason.into())
    }

    /// The client sent something that is not a message of the protocol.
    pub fn bad(reason: &str) -> Close {
        Close(4400, reason.into())
    }

    /// The caller is not signed in, or no longer.
    pub fn unauthorized(reason: impl Into<String>) -> Close {
        Close(4401, reason.into())
    }

    /// The client sent no token within `init_timeout`.
    pub fn no_token() -> Close {
        Close::unauthorized("sign in by `authorization` in connection_init to stay connected")
    }

    /// The caller no longer has the right to the subscription.
    pub fn forbidden(reason: impl Into<String>) -> Close {
        Close(4403, reason.into())
    }

    /// The client did not offer [`PROTOCOL`].
    pub fn wrong_subprotocol() -> Close {
        Close(4406, "Subprotocol not acceptable".into())
    }

    /// `connection_init` did not arrive within `init_timeout`.
    pub fn no_init() -> Close {
        Close(4408, "Connection initialisation timeout".into())
    }

    /// An operation with this id runs already.
    pub fn duplicate(id: &str) -> Close {
        Close(4409, format!("Subscriber for {id} already exists"))
    }

    /// `connection_init` arrived twice.
    pub fn second_init() -> Close {
        Close(4429, "Too many initialisation requests".into())
    }

    /// The reason, cut to the 123 bytes that a close frame can hold.
    pub fn reason(&self) -> &str {
        let mut end = self.1.len().min(123);
        while !self.1.is_char_boundary(end) {
            end -= 1;
        }
        &self.1[..end]
    }
}

/// A message from the client.
#[derive(Debug, PartialEq)]
pub enum Incoming {
    /// `connection_init`, with its payload.
    Init(Option<Value>),
    /// `ping`, with its payload.
    Ping(Option<Value>),
    /// `pong`.
    Pong,
    /// `subscribe`, with the operation's id and its payload: starts an operation.
    Subscribe(String, Value),
    /// `complete`, with the operation's id: ends an operation.
    Complete(String),
}

/// Reads a message.
pub fn read(text: &str) -> Result<Incoming, Close> {
    let Ok(Value::Object(mut message)) = serde_json::from_str(text) else {
        return Err(Close::bad("a message must be a JSON object"));
    };
    let payload = match message.remove("payload") {
        None | Some(Value::Null) => None,
        Some(payload @ Value::Object(_)) => Some(payload),
        Some(_) => return Err(Close::bad("`payload` must be an object")),
    };
    let id = |message: &mut serde_json::Map<String, Value>| match message.remove("id") {
        Some(Value::String(id)) if !id.is_empty() && id.len() <= 200 => Ok(id),
        _ => Err(Close::bad("`id` must be a string of 1 to 200 bytes")),
    };
    match message.get("type").and_then(Value::as_str) {
        Some("connection_init") => Ok(Incoming::Init(payload)),
        Some("ping") => Ok(Incoming::Ping(payload)),
        Some("pong") => Ok(Incoming::Pong),
        Some("subscribe") => {
            let payload = payload.ok_or_else(|| Close::bad("`payload` is missing"))?;
            Ok(Incoming::Subscribe(id(&mut message)?, payload))
        }
        Some("complete") => Ok(Incoming::Complete(id(&mut message)?)),
        Some(_) => Err(Close::bad("`type` is not a message type of the protocol")),
        None => Err(Close::bad("`type` is missing")),
    }
}

/// `connection_ack`.
pub fn ack() -> String {
    json!({ "type": "connection_ack" }).to_string()
}

/// `pong`, with the payload of the ping.
pub fn pong(payload: Option<Value>) -> String {
    match payload {
        None => json!({ "type": "pong" }).to_string(),
        Some(payload) => json!({ "type": "pong", "payload": payload }).to_string(),
    }
}

/// `next`, with the bytes of the response as its payload.
pub fn next(id: &str, body: &[u8]) -> String {
    format!("{{\"id\":{},\"type\":\"next\",\"payload\":{}}}", Value::from(id), String::from_utf8_lossy(body))
}

/// `error`, with the errors of a response without data.
pub fn error(id: &str, body: &[u8]) -> String {
    let errors = serde_json::from_slice::<Value>(body).ok().and_then(|mut body| Some(body.get_mut("errors")?.take()));
    json!({ "id": id, "type": "error", "payload": errors.unwrap_or_else(|| json!([])) }).to_string()
}

/// `complete`.
pub fn complete(id: &str) -> String {
    json!({ "id": id, "type": "complete" }).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Result<Incoming, u16>) {
        assert_eq!(read(text).map_err(|close| close.0), expected, "{text}");
    }

    #[test]
    fn messages() {
        check(r#"{"type":"connection_init"}"#, Ok(Incoming::Init(None)));
        check(r#"{"type":"ping","payload":{"a":1}}"#, Ok(Incoming::Ping(Some(json!({ "a": 1 })))));
        check(r#"{"type":"complete","id":"1"}"#, Ok(Incoming::Complete("1".into())));
        check(r#"{"type":"subscribe","id":"1","payload":{}}"#, Ok(Incoming::Subscribe("1".into(), json!({}))));
        check(r#"{"type":"subscribe","id":"1"}"#, Err(4400));
        check(r#"{"type":"subscribe","payload":{}}"#, Err(4400));
        check(r#"{"type":"subscribe","id":"","payload":{}}"#, Err(4400));
        check(r#"{"type":"subscribe","id":7,"payload":{}}"#, Err(4400));
        check(r#"{"type":"connection_init","payload":"x"}"#, Err(4400));
        check(r#"{"type":"next","id":"1"}"#, Err(4400));
        check(r#"{"id":"1"}"#, Err(4400));
        check("[]", Err(4400));
        check("{", Err(4400));
    }

    #[test]
    fn a_reason_fits_its_frame() {
        let long = Close::bad(&"é".repeat(100));
        assert_eq!(long.reason(), "é".repeat(61));
    }
}
