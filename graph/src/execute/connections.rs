//! Connections that stay with the engine between statements.
//!
//! A pool asks the database whether a connection still lives each time one comes back: a round trip and a task for
//! every statement, which a look-up by id pays as much for as for its answer. A connection whose statement ended well
//! is kept here and used again. After a failure, or when a request was dropped in the middle, it goes back to its
//! pool and is asked there; now and then it goes back as well, so that the pool's own rules on age and order hold.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use sqlx::Pool;
use sqlx::pool::PoolConnection;
use tokio::sync::{Semaphore, SemaphorePermit};

/// After so many statements a connection goes back to its pool: whoever waits there for one gets it.
const STATEMENTS: u32 = 200;

/// When the statement of a connection has to end; read by whoever watches over it.
pub(super) type Deadline = Arc<Mutex<Option<Instant>>>;

/// A pool, and some of its connections at hand.
#[derive(Debug)]
pub struct Connections<DB: sqlx::Database>(Arc<Shared<DB>>);

#[derive(Debug)]
struct Shared<DB: sqlx::Database> {
    pool: Pool<DB>,
    /// One for each connection of the pool: whoever has one need not wait for the other.
    places: Semaphore,
    idle: Mutex<Vec<Connection<DB>>>,
}

/// A connection to run statements on.
#[derive(Debug)]
pub(super) struct Connection<DB: sqlx::Database> {
    pub inner: PoolConnection<DB>,
    /// Empty until the first statement: only then does anything watch over the connection.
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
        // A pool takes a connection back by a task. Where nothing runs tasks any more the process is about to end.
        if tokio::runtime::Handle::try_current().is_err() {
            let idle = self.idle.get_mut().unwrap_or_else(PoisonError::into_inner);
            idle.drain(..).for_each(|connection| std::mem::forget(connection.inner));
        }
    }
}

impl<DB: sqlx::Database> Connections<DB> {
    /// How many connections are kept, and used by nobody.
    #[must_use]
    pub fn idle(&self) -> usize {
        self.0.idle.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// Gives back what is kept, as before the pool is closed: it waits for every connection.
    pub fn let_go(&self) {
        self.0.idle.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// A connection, and the place it takes up until both are dropped or kept.
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

    /// A statement has ended. Where it ended well the connection is kept: two thirds at most, for others may use the
    /// pool as well.
    pub(super) fn ended(&self, mut connection: Connection<DB>, well: bool) {
        let shared = &*self.0;
        connection.statements += 1;
        // The deadline was this statement's, and is not to end what the next one does.
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
