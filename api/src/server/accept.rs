//! The loop that takes connections, and the end of it.

use std::pin::pin;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::sync::watch;

use super::keep_alive::Lingering;

/// How long a head may take to arrive, and how long a connection may be idle between two requests.
const HEAD_TIMEOUT: Duration = Duration::from_secs(30);
/// Largest head: a GET carries its document in the address.
const MAX_HEAD_BYTES: usize = 64 * 1024;

/// Serves connections until told to stop, then waits for running requests, `drain` at the most.
pub(super) async fn accept(listener: TcpListener, router: Router, mut stopped: watch::Receiver<bool>, drain: Duration) {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEAD_TIMEOUT).max_buf_size(MAX_HEAD_BYTES);
    // Each connection holds a receiver: when none is left, all have ended.
    let open = watch::Sender::new(());
    loop {
        let stream = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => stream,
                Err(error) => {
                    // Usually too many open files: existing connections must end before new ones fit.
                    tracing::error!(%error, "a connection could not be accepted");
                    tokio::time::sleep(Duration::from_millis(100)).await;
                    continue;
                }
            },
            () = told(&mut stopped) => break,
        };
        // Answers are written whole; waiting for more to send would only delay them.
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "a connection went away at once");
            continue;
        }
        let service = TowerToHyperService::new(router.clone());
        let connection = http.serve_connection(TokioIo::new(Lingering::new(stream)), service).with_upgrades();
        let (mut stopped, held) = (stopped.clone(), open.subscribe());
        tokio::spawn(async move {
            let mut connection = pin!(connection);
            let ended = tokio::select! {
                ended = connection.as_mut() => ended,
                () = told(&mut stopped) => {
                    connection.as_mut().graceful_shutdown();
                    connection.await
                }
            };
            drop(held);
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

/// Ends when told to stop, also by the teller's own end.
async fn told(stopped: &mut watch::Receiver<bool>) {
    stopped.wait_for(|stopped| *stopped).await.ok();
}
