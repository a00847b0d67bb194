//! A TCP stream that, when the server closes it first, goes on reading for a moment.
//!
//! Closing a socket with unread bytes resets it, and a reset destroys the response that the client has not read yet: a
//! client that sends 20 MB would see a broken connection instead of the 413 (RFC 9112, section 9.6).

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

/// How long to go on reading.
const DRAIN_TIMEOUT: Duration = Duration::from_secs(2);
/// How many bytes to read and discard.
const MAX_BYTES: usize = 64 * 1024 * 1024;

/// Drains the stream when it is dropped.
pub(super) struct DrainOnClose {
    stream: Option<TcpStream>,
    /// The client has closed its side, or the stream failed.
    client_closed: bool,
    /// The server has closed its side.
    server_closed: bool,
}

impl DrainOnClose {
    pub(super) fn new(stream: TcpStream) -> DrainOnClose {
        DrainOnClose { stream: Some(stream), client_closed: false, server_closed: false }
    }

    fn stream(&mut self) -> Pin<&mut TcpStream> {
        Pin::new(self.stream.as_mut().expect("taken only when dropped"))
    }
}

impl Drop for DrainOnClose {
    fn drop(&mut self) {
        let Some(mut stream) = self.stream.take() else {
            return;
        };
        if self.client_closed || !self.server_closed {
            return;
        }
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(async move {
                let drain = async {
                    let mut buffer = vec![0; 64 * 1024];
                    let mut discarded = 0;
                    while discarded < MAX_BYTES {
                        match stream.read(&mut buffer).await {
                            Ok(0) | Err(_) => break,
                            Ok(n) => discarded += n,
                        }
                    }
                };
                // Done or timed out: the stream is closed here.
                tokio::time::timeout(DRAIN_TIMEOUT, drain).await.ok();
            });
        }
    }
}

impl AsyncRead for DrainOnClose {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let polled = self.stream().poll_read(context, buffer);
        match polled {
            Poll::Ready(Ok(())) if buffer.filled().len() == before && buffer.remaining() > 0 => {
                self.client_closed = true;
            }
            Poll::Ready(Err(_)) => self.client_closed = true,
            _ => {}
        }
        polled
    }
}

impl AsyncWrite for DrainOnClose {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.stream().poll_write(context, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.stream().poll_write_vectored(context, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.as_ref().is_some_and(TcpStream::is_write_vectored)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.stream().poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.server_closed = true;
        self.stream().poll_shutdown(context)
    }
}
