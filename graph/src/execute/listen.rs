//! Hears, on PostgreSQL, that another process has changed something. It is a hint: what is missed is found by looking.

use std::time::Duration;

use sqlx::postgres::{PgListener, PgPoolOptions};

use super::Database;

/// The channel on which processes wake each other.
const CHANNEL: &str = "colonnade_outbox";

/// An listener for other processes; deaf on a database that cannot call, or whose line is broken.
#[derive(Debug, Default)]
pub(crate) struct Listener {
    listener: Option<PgListener>,
}

impl Listener {
    /// Opens a line of its own: one of the pool would be kept from requests for ever.
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
                tracing::warn!(%error, "other processes are not heard: the outbox is looked at every second all the same");
                Self::default()
            }
        }
    }

    /// Returns when another process calls; never where the listener is deaf.
    pub async fn heard(&mut self) {
        let Some(listener) = &mut self.listener else { return std::future::pending().await };
        if let Err(error) = listener.recv().await {
            tracing::warn!(%error, "the line to other processes broke");
            self.listener = None;
        }
    }

    /// Whether it is worth opening another one.
    pub fn is_deaf(&self, database: &Database) -> bool {
        self.listener.is_none() && matches!(database, Database::Postgres(_))
    }
}

impl Database {
    /// Calls the other processes. After the commit and not in it: a call within a transaction would make all commits
    /// of the database wait for one another.
    pub(crate) async fn call(&self) -> Result<(), sqlx::Error> {
        if let Database::Postgres(pool) = self {
            sqlx::query("notify colonnade_outbox").execute(&**pool).await?;
        }
        Ok(())
    }
}
