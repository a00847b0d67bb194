//! A load generator: so many keep-alive connections, each asking again as soon as it is answered.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// One thing to measure.
#[derive(Clone, Debug)]
pub struct Target {
    /// Which read.
    pub read: &'static str,
    /// Who answers it.
    pub name: String,
    addr: SocketAddr,
    request: Arc<[u8]>,
}

impl Target {
    /// A POST of a body.
    pub fn new(read: &'static str, name: &str, addr: SocketAddr, path: &str, body: &str, token: Option<&str>) -> Self {
        let sign_in = token.map_or_else(String::new, |token| format!("Authorization: Bearer {token}\r\n"));
        let request = format!(
            "POST {path} HTTP/1.1\r\nHost: {addr}\r\nContent-Type: application/json\r\nAccept: application/json\r\n{sign_in}Content-Length: {}\r\n\r\n{body}",
            body.len()
        );
        Self { read, name: name.to_owned(), addr, request: request.into_bytes().into() }
    }

    /// One answer's body.
    pub async fn once(&self) -> anyhow::Result<String> {
        let mut stream = TcpStream::connect(self.addr).await?;
        let mut buffer = Vec::new();
        let (start, end) = exchange(&mut stream, &self.request, &mut buffer).await?;
        Ok(String::from_utf8_lossy(&buffer[start..end]).into_owned())
    }

    /// Answers a second over so many connections.
    pub async fn per_second(&self, connections: usize, seconds: u64) -> anyhow::Result<f64> {
        let answered = Arc::new(AtomicU64::new(0));
        let begun = Instant::now();
        let until = begun + Duration::from_secs(seconds);
        let mut tasks = Vec::new();
        for _ in 0..connections {
            let (target, answered) = (self.clone(), Arc::clone(&answered));
            tasks.push(tokio::spawn(async move {
                let mut stream = TcpStream::connect(target.addr).await?;
                stream.set_nodelay(true)?;
                let mut buffer = Vec::with_capacity(1 << 18);
                while Instant::now() < until {
                    exchange(&mut stream, &target.request, &mut buffer).await?;
                    answered.fetch_add(1, Ordering::Relaxed);
                }
                anyhow::Ok(())
            }));
        }
        for task in tasks {
            task.await??;
        }
        Ok(answered.load(Ordering::Relaxed) as f64 / begun.elapsed().as_secs_f64())
    }
}

/// Asks and reads one answer; gives where its body stands in the buffer.
async fn exchange(stream: &mut TcpStream, request: &[u8], buffer: &mut Vec<u8>) -> anyhow::Result<(usize, usize)> {
    stream.write_all(request).await?;
    buffer.clear();
    loop {
        if stream.read_buf(buffer).await? == 0 {
            bail!("the server closed the connection");
        }
        let Some(head) = buffer.windows(4).position(|window| window == b"\r\n\r\n") else { continue };
        let text = std::str::from_utf8(&buffer[..head])?.to_ascii_lowercase();
        if !text.starts_with("http/1.1 200") {
            bail!("answered {}", text.lines().next().unwrap_or_default());
        }
        let length: usize = text
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "))
            .context("the answer tells its length")?
            .trim()
            .parse()?;
        let end = head + 4 + length;
        while buffer.len() < end {
            if stream.read_buf(buffer).await? == 0 {
                bail!("the server closed the connection");
            }
        }
        return Ok((head + 4, end));
    }
}
