//! Listens, on PostgreSQL, for notifications that another process has changed something. A notification is only a hint:
//! a missed one is made up for by polling the outbox.

use std::time::Duration;

use sqlx::postgres::{PgListener, PgPoolOptions};

use super::Database;

/// The channel on which processes wake each other.
const CHANNEL: &str = "colonnade_outbox";

/// Listens for other processes. It hears nothing on SQLite, which has no notifications, and after its connection broke.
#[derive(Debug, Default)]
pub(crate) struct Listener {
    listener: Option<PgListener>,
}

impl Listener {
    /// Opens a connection of its own: one from the pool would be unavailable to requests for ever.
    pub async fn open(database: &Database) -> Self {
        let Database::Postgres(pool) = database else { return Self::default() };
        let options = (*pool.connect_options()).clone();
        let line =
            PgPoolOptions::new().max_connections(1).acquire_timeout(Duration::from_secs(5)).connect_lazy_with(options);
        let opened = async {
            let mut listener = PgListener::connect_with(&line).await?;
            listener.listen(CHANNEL).await?;
            Ok::<_, sqlx::Error>(listener)
        };
        match opened.await {
            Ok(listener) => Self { listener: Some(listener) },
            Err(error) => {
                tracing::warn!(%error, "cannot listen for other processes: the outbox is still polled every second");
                Self::default()
            }
        }
    }

    /// Returns when another process notifies; never while there is no connection.
    pub async fn heard(&mut self) {
        let Some(listener) = &mut self.listener else { return std::future::pending().await };
        if let Err(error) = listener.recv().await {
            tracing::warn!(%error, "the connection for notifications broke");
            self.listener = None;
        }
    }

    /// Whether opening another listener may help: the database has notifications and this one has no connection.
    pub fn is_deaf(&self, database: &Database) -> bool {
        self.listener.is_none() && matches!(database, Database::Postgres(_))
    }
}

impl Database {
    /// Notifies the other processes. Call it after the commit: a `notify` within a transaction would make all commits
    /// of the database wait for one another.
    pub(crate) async fn call(&self) -> Result<(), sqlx::Error> {
        if let Database::Postgres(pool) = self {
            sqlx::query("notify colonnade_outbox").execute(&**pool).await?;
        }
        Ok(())
    }
}
