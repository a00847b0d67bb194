//! A client of server-sent events that reads exactly what the server sends.

use std::net::SocketAddr;

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::client::PATIENCE;

/// A stream of events.
pub struct Stream {
    stream: TcpStream,
    text: String,
}

impl Stream {
    /// Requests a stream and reads the head of the response.
    pub async fn open(addr: SocketAddr, token: &str, query: &str) -> Stream {
        let body = json!({ "query": query }).to_string();
        let head = format!(
            "POST /graphql HTTP/1.1\r\nHost: {addr}\r\nContent-Type: application/json\r\nAccept: text/event-stream\r\n\
             Authorization: Bearer {token}\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        let mut stream = TcpStream::connect(addr).await.unwrap();
        stream.write_all(head.as_bytes()).await.unwrap();
        let mut opened = Stream { stream, text: String::new() };
        let head = opened.until("\r\n\r\n").await.to_ascii_lowercase();
        assert!(head.starts_with("http/1.1 200 "), "{head}");
        assert!(head.contains("content-type: text/event-stream"), "{head}");
        assert!(head.contains("cache-control: no-cache"), "{head}");
        opened
    }

    /// The text before `mark`.
    pub async fn until(&mut self, mark: &str) -> String {
        loop {
            if let Some((before, after)) = self.text.split_once(mark) {
                let before = before.to_owned();
                self.text = after.to_owned();
                return before;
            }
            let mut bytes = [0; 4096];
            let read = tokio::time::timeout(PATIENCE, self.stream.read(&mut bytes)).await.expect("nothing came");
            let read = read.unwrap();
            assert!(read > 0, "the stream ended after {:?}", self.text);
            self.text.push_str(std::str::from_utf8(&bytes[..read]).unwrap());
        }
    }

    /// The next event; skips chunk lengths and comments.
    pub async fn event(&mut self) -> (String, Value) {
        loop {
            let text = self.until("\n\n").await;
            let line = |name: &str| text.lines().find_map(|line| line.strip_prefix(name).map(str::trim));
            let Some(kind) = line("event:") else { continue };
            let data = line("data:").filter(|data| !data.is_empty());
            return (kind.to_owned(), data.map_or(Value::Null, |data| serde_json::from_str(data).unwrap()));
        }
    }

    /// Reads to the last chunk, which ends the response.
    pub async fn ended(&mut self) {
        self.until("\r\n0\r\n\r\n").await;
    }
}
