//! A WebSocket client that sends exactly the frames it is given. A library would correct malformed messages.

use std::net::SocketAddr;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// A test that waits this long for an answer has failed.
pub const PATIENCE: Duration = Duration::from_secs(60);

pub struct Socket {
    stream: TcpStream,
    /// The head of the upgrade's response.
    pub head: String,
}

#[derive(Debug, PartialEq)]
pub enum Frame {
    Text(Value),
    Close(u16, String),
}

impl Socket {
    /// Opens a socket and sends nothing.
    pub async fn open(addr: SocketAddr, protocol: &str, headers: &str) -> Socket {
        let mut stream = TcpStream::connect(addr).await.unwrap();
        let head = format!(
            "GET /graphql HTTP/1.1\r\nHost: {addr}\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n\
             Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\
             Sec-WebSocket-Protocol: {protocol}\r\n{headers}\r\n"
        );
        stream.write_all(head.as_bytes()).await.unwrap();
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            head.push(tokio::time::timeout(PATIENCE, stream.read_u8()).await.unwrap().unwrap());
        }
        let head = String::from_utf8(head).unwrap();
        assert!(head.starts_with("HTTP/1.1 101 "), "{head}");
        Socket { stream, head: head.to_ascii_lowercase() }
    }

    /// Opens a socket and signs in by the payload of `connection_init`.
    pub async fn signed_in(addr: SocketAddr, token: &str) -> Socket {
        let mut socket = Socket::open(addr, "graphql-transport-ws", "").await;
        let payload = json!({ "authorization": format!("Bearer {token}") });
        socket.send(json!({ "type": "connection_init", "payload": payload })).await;
        assert_eq!(socket.next().await, Frame::Text(json!({ "type": "connection_ack" })));
        socket
    }

    pub async fn send(&mut self, message: Value) {
        self.send_frame(0x1, message.to_string().as_bytes()).await;
    }

    /// Sends a whole message, masked with zeros.
    pub async fn send_frame(&mut self, kind: u8, payload: &[u8]) {
        let mut frame = vec![0x80 | kind];
        match payload.len() {
            short @ ..126 => frame.push(0x80 | u8::try_from(short).unwrap()),
            long => {
                frame.push(0x80 | 127);
                frame.extend((long as u64).to_be_bytes());
            }
        }
        frame.extend([0; 4]);
        frame.extend(payload);
        // The server may have closed the socket.
        self.stream.write_all(&frame).await.ok();
    }

    pub async fn subscribe(&mut self, id: &str, query: &str, variables: Value) {
        let payload = json!({ "query": query, "variables": variables });
        self.send(json!({ "id": id, "type": "subscribe", "payload": payload })).await;
    }

    /// The next text or close frame; skips pings.
    pub async fn next(&mut self) -> Frame {
        tokio::time::timeout(PATIENCE, self.read()).await.expect("nothing came")
    }

    /// The next message; a close frame fails the test.
    #[track_caller]
    pub fn message(&mut self) -> impl Future<Output = Value> {
        let caller = std::panic::Location::caller();
        async move {
            match self.next().await {
                Frame::Text(message) => message,
                close => panic!("{caller}: {close:?}"),
            }
        }
    }

    /// The close code; skips all messages before it.
    pub async fn closed(&mut self) -> u16 {
        loop {
            if let Frame::Close(code, reason) = self.next().await {
                assert!(!reason.is_empty(), "{code} without a reason");
                return code;
            }
        }
    }

    async fn read(&mut self) -> Frame {
        loop {
            let kind = self.stream.read_u8().await.expect("the socket ended without a close code") & 0x0f;
            let length = match self.stream.read_u8().await.unwrap() {
                126 => usize::from(self.stream.read_u16().await.unwrap()),
                127 => usize::try_from(self.stream.read_u64().await.unwrap()).unwrap(),
                short => usize::from(short),
            };
            let mut payload = vec![0; length];
            self.stream.read_exact(&mut payload).await.unwrap();
            match kind {
                0x1 => return Frame::Text(serde_json::from_slice(&payload).unwrap()),
                0x8 => {
                    let code = u16::from_be_bytes([payload[0], payload[1]]);
                    return Frame::Close(code, String::from_utf8(payload[2..].to_vec()).unwrap());
                }
                _ => {}
            }
        }
    }
}
