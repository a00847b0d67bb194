//! Connections that the engine keeps between statements.
//!
//! A pool pings the database each time a connection is returned: a round trip and a task for every statement, which
//! doubles the cost of a look-up by id. So a connection is kept here and used again after a statement that succeeded.
//! After a failure, or when a request was dropped midway, it is returned to the pool, which pings it. Every connection
//! is also returned after a number of statements, so that the pool's own rules on age and fairness apply.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use sqlx::Pool;
use sqlx::pool::PoolConnection;
use tokio::sync::{Semaphore, SemaphorePermit};

/// After this many statements a connection is returned to its pool, where another user of the pool may wait for it.
const STATEMENTS: u32 = 200;

/// The deadline of a connection's current statement; read by SQLite's progress handler.
pub(super) type Deadline = Arc<Mutex<Option<Instant>>>;

/// A pool, and the connections of it that are kept idle.
#[derive(Debug)]
pub struct Connections<DB: sqlx::Database>(Arc<Shared<DB>>);

#[derive(Debug)]
struct Shared<DB: sqlx::Database> {
    pool: Pool<DB>,
    /// One permit for each connection of the pool: who holds a permit never waits for a connection that is kept idle.
    places: Semaphore,
    idle: Mutex<Vec<Connection<DB>>>,
}

/// A connection to run statements on.
#[derive(Debug)]
pub(super) struct Connection<DB: sqlx::Database> {
    pub inner: PoolConnection<DB>,
    /// `None` until the first statement sets a progress handler.
    pub deadline: Option<Deadline>,
    statements: u32,
}

impl<DB: sqlx::Database> From<Pool<DB>> for Connections<DB> {
    fn from(pool: Pool<DB>) -> Self {
        let places = Semaphore::new(pool.options().get_max_connections() as usize);
        Self(Arc::new(Shared { pool, places, idle: Mutex::default() }))
    }
}

impl<DB: sqlx::Database> Clone for Connections<DB> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<DB: sqlx::Database> std::ops::Deref for Connections<DB> {
    type Target = Pool<DB>;

    fn deref(&self) -> &Pool<DB> {
        &self.0.pool
    }
}

impl<DB: sqlx::Database> Drop for Shared<DB> {
    fn drop(&mut self) {
        // Returning a connection to a pool spawns a task. Without a runtime the process is about to end: forget them.
        if tokio::runtime::Handle::try_current().is_err() {
            let idle = self.idle.get_mut().unwrap_or_else(PoisonError::into_inner);
            idle.drain(..).for_each(|connection| std::mem::forget(connection.inner));
        }
    }
}

impl<DB: sqlx::Database> Connections<DB> {
    /// The number of connections that are kept idle.
    #[must_use]
    pub fn idle(&self) -> usize {
        self.0.idle.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// Returns all idle connections to the pool. Call it before closing the pool, which waits for every connection.
    pub fn release_idle(&self) {
        self.0.idle.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Takes a connection, and the permit to hold until the connection is given to [`Self::ended`].
    pub(super) async fn take(&self) -> Result<(SemaphorePermit<'_>, Connection<DB>), sqlx::Error> {
        let shared = &*self.0;
        let place = match shared.places.try_acquire() {
            Ok(place) => place,
            Err(_) => tokio::time::timeout(shared.pool.options().get_acquire_timeout(), shared.places.acquire())
                .await
                .map_err(|_| sqlx::Error::PoolTimedOut)?
                .map_err(|_| sqlx::Error::PoolClosed)?,
        };
        let kept = shared.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let connection = match kept {
            Some(connection) => connection,
            None => Connection { inner: shared.pool.acquire().await?, deadline: None, statements: 0 },
        };
        Ok((place, connection))
    }

    /// Takes back a connection after a statement, and keeps it if the statement succeeded (`well`). At most two thirds
    /// of the pool are kept, because other code uses the pool too.
    pub(super) fn ended(&self, mut connection: Connection<DB>, well: bool) {
        let shared = &*self.0;
        connection.statements += 1;
        // The deadline was for this statement only; it must not interrupt the next one.
        if let Some(deadline) = &connection.deadline {
            *deadline.lock().unwrap_or_else(PoisonError::into_inner) = None;
        }
        let mut idle = shared.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let most = shared.pool.options().get_max_connections() as usize * 2 / 3;
        if well && idle.len() < most && connection.statements < STATEMENTS && !shared.pool.is_closed() {
            idle.push(connection);
        }
    }
}
