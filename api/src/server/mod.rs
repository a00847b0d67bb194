//! Listens, accepts, and stops in order. What a request means is the edge's.

mod accept;
mod housekeeping;
mod keep_alive;
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
use crate::edge::live::Live;
use crate::edge::metrics::Metrics;
use crate::edge::{Edge, router};
use crate::sign_in::{Callers, Compile, LocalKey, Provider};

/// How long live connections may take to say farewell.
const FAREWELL: Duration = Duration::from_secs(4);

/// How long sensitive reads may take to be written down once nobody asks any more, while the database fails.
const WRITING: Duration = Duration::from_secs(20);

/// All that a server is made of.
pub struct Config {
    /// Where to listen; port 0 takes a free one.
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
    /// Sign people in, each those of its trust; none in demo mode.
    pub providers: Vec<Provider>,
    /// What today is; a demo's clock also turns sign-in by persona on.
    pub clock: Clock,
}

/// A server that runs until told to stop.
#[derive(Debug)]
pub struct Running {
    /// Where it listens.
    pub addr: SocketAddr,
    edge: Arc<Edge>,
    stop: watch::Sender<bool>,
    accepting: JoinHandle<()>,
    tracing: JoinHandle<()>,
    drain: Duration,
}

/// Starts listening. Requests are answered from the moment this returns.
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
        places: Semaphore::new(config.limits.requests().min(Semaphore::MAX_PERMITS)),
        server_timing: config.limits.server_timing.unwrap_or(config.clock.is_demo()),
        limits: config.limits,
        metrics: Metrics::new(),
        live: Live::default(),
        stopping: AtomicBool::new(false),
    });
    let warm = edge.clone();
    tokio::spawn(async move { warm.callers.warm_up().await });
    let (stop, stopped) = watch::channel(false);
    tokio::spawn(housekeeping::keep(edge.clone(), stopped.clone()));
    tokio::spawn(follow(edge.clone(), stopped.clone()));
    let writer = edge.clone();
    let tracing = tokio::spawn(async move { writer.engine.keep_read_log().await });
    let accepting = tokio::spawn(accept::accept(listener, router::router(edge.clone()), stopped, drain));
    Ok(Running { addr, edge, stop, accepting, tracing, drain })
}

/// Follows what is changed, here and by other processes: for those who are told of it, and to forget whoever's rights
/// may have become others.
async fn follow(edge: Arc<Edge>, mut stopped: watch::Receiver<bool>) {
    let mut events = edge.engine.events();
    let rights = async {
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
        ((), ()) = async { tokio::join!(edge.engine.follow(), rights) } => {}
    }
}

impl Running {
    /// What its requests share, for whoever wires events to it (forgetting callers when grants change).
    pub fn edge(&self) -> &Arc<Edge> {
        &self.edge
    }

    /// Stops accepting, lets running requests finish, writes down what they were told, closes the database.
    pub async fn shutdown(self) {
        self.edge.stopping.store(true, Ordering::Release);
        self.edge.live.stop();
        self.stop.send_replace(true);
        // Draining is bounded in there; the second more covers its own tidying.
        if tokio::time::timeout(self.drain + Duration::from_secs(1), self.accepting).await.is_err() {
            tracing::warn!("some connections were cut off");
        }
        // Sockets are no longer the server's connections and say their own farewell.
        self.edge.live.ended(FAREWELL).await;
        written_down(&self.edge.engine).await;
        self.tracing.abort();
        self.edge.engine.let_go();
        // A statement that still runs would hold its connection, and the pool waits for every one of them.
        if tokio::time::timeout(Duration::from_secs(5), self.edge.database.clone().close()).await.is_err() {
            tracing::warn!("the database was still at work when it was closed");
        }
    }
}

/// Writes what was told and leaves a trace, again while the database fails.
async fn written_down(engine: &graph::Engine) {
    let flushing = async {
        while let Err(error) = engine.flush_read_log().await {
            tracing::warn!(%error, waiting = engine.unlogged_reads(), "sensitive reads are still to be written down");
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    };
    if tokio::time::timeout(WRITING, flushing).await.is_err() {
        tracing::error!(lost = engine.unlogged_reads(), "sensitive reads could not be written down before the end");
    }
}
