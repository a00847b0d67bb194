//! A client that sends exactly the bytes it is given. A library would correct malformed requests.

use std::net::SocketAddr;
use std::time::Duration;

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// A response.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).expect("answers are UTF-8")
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    /// `extensions.code` of the first error.
    pub fn code(&self) -> String {
        self.json()["errors"][0]["extensions"]["code"].as_str().unwrap_or("no code").to_owned()
    }

    pub fn message(&self) -> String {
        self.json()["errors"][0]["message"].as_str().unwrap_or("no message").to_owned()
    }
}

/// Sends a head and a body; adds `Host`, `Connection: close` and `Content-Length`.
pub async fn send(addr: SocketAddr, head: &str, body: &[u8]) -> Reply {
    let length = if body.is_empty() { String::new() } else { format!("Content-Length: {}\r\n", body.len()) };
    let mut bytes = format!("{head}\r\nHost: {addr}\r\nConnection: close\r\n{length}\r\n").into_bytes();
    bytes.extend_from_slice(body);
    raw(addr, &bytes).await
}

/// Sends bytes and reads until the server ends the connection.
pub async fn raw(addr: SocketAddr, bytes: &[u8]) -> Reply {
    let stream = TcpStream::connect(addr).await.unwrap();
    let (mut read, mut write) = stream.into_split();
    let bytes = bytes.to_vec();
    // Write while reading: the server may answer before it has read everything.
    let writing = tokio::spawn(async move {
        write.write_all(&bytes).await.ok();
        write
    });
    let mut reply = Vec::new();
    tokio::time::timeout(Duration::from_secs(20), read.read_to_end(&mut reply)).await.expect("no answer").unwrap();
    drop(writing);
    parse(&reply)
}

pub fn parse(bytes: &[u8]) -> Reply {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("no head") + 4;
    let head = std::str::from_utf8(&bytes[..end]).unwrap();
    let mut lines = head.lines();
    let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let headers = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    Reply { status, headers, body: bytes[end..].to_vec() }
}
