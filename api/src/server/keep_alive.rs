//! A connection that, when we end it first, hears the caller out for a moment.
//!
//! Closing a socket with unread bytes resets it, and a reset destroys what the caller has not read: whoever sends
//! 20 MB would see a broken connection in place of the 413 that says why (RFC 9112, section 9.6).

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

/// How long to go on reading.
const PATIENCE: Duration = Duration::from_secs(2);
/// How much to read and forget.
const MAX_BYTES: usize = 64 * 1024 * 1024;

pub(super) struct Lingering {
    stream: Option<TcpStream>,
    /// The caller has said that nothing more comes.
    ended: bool,
    /// We have said so.
    shut: bool,
}

impl Lingering {
    pub(super) fn new(stream: TcpStream) -> Lingering {
        Lingering { stream: Some(stream), ended: false, shut: false }
    }

    fn stream(&mut self) -> Pin<&mut TcpStream> {
        Pin::new(self.stream.as_mut().expect("taken only when dropped"))
    }
}

impl Drop for Lingering {
    fn drop(&mut self) {
        let Some(mut stream) = self.stream.take() else {
            return;
        };
        if self.ended || !self.shut {
            return;
        }
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(async move {
                let hear_out = async {
                    let mut buffer = vec![0; 64 * 1024];
                    let mut heard = 0;
                    while heard < MAX_BYTES {
                        match stream.read(&mut buffer).await {
                            Ok(0) | Err(_) => break,
                            Ok(n) => heard += n,
                        }
                    }
                };
                // Either way the connection ends here.
                tokio::time::timeout(PATIENCE, hear_out).await.ok();
            });
        }
    }
}

impl AsyncRead for Lingering {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let polled = self.stream().poll_read(context, buffer);
        match polled {
            Poll::Ready(Ok(())) if buffer.filled().len() == before && buffer.remaining() > 0 => self.ended = true,
            Poll::Ready(Err(_)) => self.ended = true,
            _ => {}
        }
        polled
    }
}

impl AsyncWrite for Lingering {
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
        self.shut = true;
        self.stream().poll_shutdown(context)
    }
}
