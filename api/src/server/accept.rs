//! Accepts connections until the server stops, then waits for running requests.

use std::pin::pin;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::sync::watch;

use super::drain_on_close::DrainOnClose;

/// How long a request's head may take to arrive, and how long a connection may be idle between two requests.
const HEAD_TIMEOUT: Duration = Duration::from_secs(30);
/// Largest head of a request: a GET carries its document in the URL.
const MAX_HEAD_BYTES: usize = 64 * 1024;

/// Serves connections until `stop` is true, then waits up to `drain` for running requests.
pub(super) async fn accept(listener: TcpListener, router: Router, mut stop: watch::Receiver<bool>, drain: Duration) {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEAD_TIMEOUT).max_buf_size(MAX_HEAD_BYTES);
    // Each connection holds a receiver: when no receiver is left, all connections have ended.
    let open = watch::Sender::new(());
    loop {
        let stream = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => stream,
                Err(error) => {
                    // Usually too many files are open: existing connections must end before new ones can be accepted.
                    tracing::error!(%error, "a connection could not be accepted");
                    tokio::time::sleep(Duration::from_millis(100)).await;
                    continue;
                }
            },
            () = stopped(&mut stop) => break,
        };
        // Each answer is written as a whole, so waiting for more bytes to send would only delay it.
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "a connection was closed at once");
            continue;
        }
        let service = TowerToHyperService::new(router.clone());
        let connection = http.serve_connection(TokioIo::new(DrainOnClose::new(stream)), service).with_upgrades();
        let (mut stop, counted) = (stop.clone(), open.subscribe());
        tokio::spawn(async move {
            let mut connection = pin!(connection);
            let ended = tokio::select! {
                ended = connection.as_mut() => ended,
                () = stopped(&mut stop) => {
                    connection.as_mut().graceful_shutdown();
                    connection.await
                }
            };
            drop(counted);
            if let Err(error) = ended {
                tracing::debug!(%error, "a connection ended early");
            }
        });
    }
    drop(listener);
    let running = open.receiver_count();
    if tokio::time::timeout(drain, open.closed()).await.is_err() {
        tracing::warn!(running, "not every request finished in time");
    }
}

/// Returns when `stop` is true, or when its sender is dropped.
async fn stopped(stop: &mut watch::Receiver<bool>) {
    stop.wait_for(|stopped| *stopped).await.ok();
}
