//! Starts a server and stops it in order. [`crate::edge`] handles the requests.

mod accept;
mod drain_on_close;
mod housekeeping;
pub mod signal;

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinHandle;

use crate::clock::Clock;
use crate::config::Limits;
use crate::database::Database;
use crate::edge::live::LiveConnections;
use crate::edge::metrics::Metrics;
use crate::edge::{Edge, router};
use crate::sign_in::{Callers, Compile, LocalKey, Provider};

/// How long live connections may take to close when the server stops.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(4);

/// How long a stopping server tries to write the queued trace of sensitive reads while the database fails.
const FLUSH_TIMEOUT: Duration = Duration::from_secs(20);

/// The parts of a server.
pub struct Config {
    /// Address to listen on; port 0 chooses a free port.
    pub bind: SocketAddr,
    /// Sizes and times.
    pub limits: Limits,
    /// Answers documents.
    pub engine: graph::Engine,
    /// Compiles the rights of a principal.
    pub compile: Compile,
    /// The open database.
    pub database: Database,
    /// Signs and verifies local tokens.
    pub key: LocalKey,
    /// The sign-in providers, each for the people of its trust; none in demo mode.
    pub providers: Vec<Provider>,
    /// Today's date; the clock of a demo trust also enables sign-in as a persona.
    pub clock: Clock,
}

/// A server that runs until [`Running::shutdown`].
#[derive(Debug)]
pub struct Running {
    /// The address it listens on.
    pub addr: SocketAddr,
    edge: Arc<Edge>,
    stop: watch::Sender<bool>,
    accepting: JoinHandle<()>,
    log_writer: JoinHandle<()>,
    drain: Duration,
}

/// Starts a server. It answers requests from the moment this returns.
pub async fn start(config: Config) -> std::io::Result<Running> {
    let listener = TcpListener::bind(config.bind).await?;
    let addr = listener.local_addr()?;
    let drain = config.limits.drain();
    let edge = Arc::new(Edge {
        callers: Callers::new(
            config.key,
            config.providers,
            config.clock,
            config.database.readers.clone(),
            config.compile,
        ),
        engine: config.engine,
        database: config.database,
        clock: config.clock,
        request_permits: Semaphore::new(config.limits.requests().min(Semaphore::MAX_PERMITS)),
        server_timing: config.limits.server_timing.unwrap_or(config.clock.is_demo()),
        limits: config.limits,
        metrics: Metrics::new(),
        live: LiveConnections::default(),
        stopping: AtomicBool::new(false),
    });
    let of_warm_up = edge.clone();
    tokio::spawn(async move { of_warm_up.callers.warm_up().await });
    let (stop, stopped) = watch::channel(false);
    tokio::spawn(housekeeping::run(edge.clone(), stopped.clone()));
    tokio::spawn(follow_changes(edge.clone(), stopped.clone()));
    let of_writer = edge.clone();
    let log_writer = tokio::spawn(async move { of_writer.engine.keep_read_log().await });
    let accepting = tokio::spawn(accept::accept(listener, router::router(edge.clone()), stopped, drain));
    Ok(Running { addr, edge, stop, accepting, log_writer, drain })
}

/// Reads committed changes of this and other processes from the outbox, notifies subscriptions, and forgets compiled
/// rights when a change may affect them.
async fn follow_changes(edge: Arc<Edge>, mut stopped: watch::Receiver<bool>) {
    let mut events = edge.engine.events();
    let forget_rights = async {
        loop {
            match events.recv().await {
                Ok(event) if event.shapes_rights => edge.callers.forget_all(),
                Ok(_) => {}
                Err(RecvError::Lagged(_)) => edge.callers.forget_all(),
                Err(RecvError::Closed) => return,
            }
        }
    };
    tokio::select! {
        () = async { drop(stopped.wait_for(|stopped| *stopped).await) } => {}
        ((), ()) = async { tokio::join!(edge.engine.follow(), forget_rights) } => {}
    }
}

impl Running {
    /// The state that its requests share; tests look into it.
    pub fn edge(&self) -> &Arc<Edge> {
        &self.edge
    }

    /// Stops accepting, lets running requests finish, writes the trace of their sensitive reads, closes the database.
    pub async fn shutdown(self) {
        self.edge.stopping.store(true, Ordering::Release);
        self.edge.live.stop();
        self.stop.send_replace(true);
        // `accept` itself waits up to `drain`; the extra second is for what it does afterwards.
        if tokio::time::timeout(self.drain + Duration::from_secs(1), self.accepting).await.is_err() {
            tracing::warn!("some connections were cut off");
        }
        // `accept` does not wait for upgraded connections: sockets close themselves.
        self.edge.live.wait_until_closed(CLOSE_TIMEOUT).await;
        flush_trace(&self.edge.engine).await;
        self.log_writer.abort();
        self.edge.engine.release_idle();
        // Closing a pool waits for every connection, and a statement that still runs keeps its connection.
        if tokio::time::timeout(Duration::from_secs(5), self.edge.database.clone().close()).await.is_err() {
            tracing::warn!("a statement was still running when the database was closed");
        }
    }
}

/// Writes the queued trace of sensitive reads; tries again while the database fails, up to [`FLUSH_TIMEOUT`].
async fn flush_trace(engine: &graph::Engine) {
    let flushing = async {
        while let Err(error) = engine.flush_read_log().await {
            tracing::warn!(%error, waiting = engine.unlogged_reads(), "sensitive reads are not written to the read log yet");
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    };
    if tokio::time::timeout(FLUSH_TIMEOUT, flushing).await.is_err() {
        tracing::error!(
            lost = engine.unlogged_reads(),
            "some sensitive reads are not in the read log: the database failed"
        );
    }
}
