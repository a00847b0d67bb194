//! A load generator: a number of keep-alive connections, each of which sends a request as soon as the one before is
//! answered.

use std::cell::Cell;
use std::net::SocketAddr;
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, bail, ensure};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::LocalSet;

/// Requests to one server, sent in turn.
#[derive(Clone)]
pub struct Load {
    addr: SocketAddr,
    requests: Arc<[Vec<u8>]>,
}

/// The result of a run.
pub struct Answered {
    /// Requests that were answered in full.
    pub count: u64,
    /// How long the run took.
    pub elapsed: Duration,
}

impl Load {
    /// POST requests with these bodies, of which there must be at least one.
    pub fn new(addr: SocketAddr, path: &str, bodies: &[String], token: Option<&str>) -> Load {
        Load { addr, requests: bodies.iter().map(|body| request(addr, path, body, token)).collect() }
    }

    /// The number of different requests.
    pub fn len(&self) -> usize {
        self.requests.len()
    }

    /// Sends one of the requests and returns the body of its answer.
    pub async fn once(&self, index: usize) -> anyhow::Result<String> {
        let mut stream = TcpStream::connect(self.addr).await?;
        let mut buffer = Vec::new();
        let body = exchange(&mut stream, &self.requests[index], &mut buffer).await?;
        Ok(String::from_utf8(buffer[body..].to_vec())?)
    }

    /// Sends requests over `connections` connections for `lasting`.
    pub async fn run(&self, connections: usize, lasting: Duration) -> anyhow::Result<Answered> {
        let answered = Rc::new(Cell::new(0));
        let begun = Instant::now();
        let until = begun + lasting;
        let tasks = LocalSet::new();
        let sending: Vec<_> = (0..connections)
            .map(|connection| tasks.spawn_local(self.clone().send_until(until, connection, Rc::clone(&answered))))
            .collect();
        tasks.await;
        for task in sending {
            task.await??;
        }
        Ok(Answered { count: answered.get(), elapsed: begun.elapsed() })
    }

    async fn send_until(self, until: Instant, connection: usize, answered: Rc<Cell<u64>>) -> anyhow::Result<()> {
        let mut stream = TcpStream::connect(self.addr).await?;
        stream.set_nodelay(true)?;
        let mut buffer = Vec::with_capacity(1 << 18);
        // Each connection begins at another request; otherwise all would read the same row at the same moment.
        let requests = self.requests.iter().cycle().skip(connection * 7 % self.requests.len());
        for request in requests {
            if Instant::now() >= until {
                break;
            }
            exchange(&mut stream, request, &mut buffer).await?;
            answered.set(answered.get() + 1);
        }
        Ok(())
    }
}

/// The bytes of a POST request.
pub fn request(addr: SocketAddr, path: &str, body: &str, token: Option<&str>) -> Vec<u8> {
    let sign_in = token.map_or_else(String::new, |token| format!("Authorization: Bearer {token}\r\n"));
    format!(
        "POST {path} HTTP/1.1\r\nHost: {addr}\r\nContent-Type: application/json\r\nAccept: application/json\r\n\
         {sign_in}Content-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

/// Sends a request, reads its answer into the buffer, and returns where the answer's body begins.
pub async fn exchange(stream: &mut TcpStream, request: &[u8], buffer: &mut Vec<u8>) -> anyhow::Result<usize> {
    stream.write_all(request).await?;
    buffer.clear();
    let mut known = None;
    loop {
        ensure!(stream.read_buf(buffer).await? > 0, "the server closed the connection");
        if known.is_none() {
            known = head(buffer)?;
        }
        if let Some((body, length)) = known.filter(|(body, length)| buffer.len() >= body + length) {
            ensure!(buffer.len() == body + length, "the server sent more than one answer");
            return Ok(body);
        }
    }
}

/// Where the body begins and how long it is; `None` until the whole head has arrived.
fn head(buffer: &[u8]) -> anyhow::Result<Option<(usize, usize)>> {
    let Some(end) = buffer.windows(4).position(|window| window == b"\r\n\r\n") else { return Ok(None) };
    let head = std::str::from_utf8(&buffer[..end])?;
    let mut lines = head.lines();
    let status = lines.next().unwrap_or_default();
    if !status.starts_with("HTTP/1.1 200") {
        bail!("the server answered {status}");
    }
    let length = lines
        .filter_map(|line| line.split_once(':'))
        .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
        .context("the answer has no Content-Length")?
        .1;
    Ok(Some((end + 4, length.trim().parse()?)))
}
