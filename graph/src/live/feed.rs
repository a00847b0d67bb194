//! Reads the outbox once for the whole process and sends each event to all subscriptions.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::{Notify, broadcast, watch};

use super::Event;
use crate::declare::Catalogue;
use crate::execute::{Database, Listener};
use crate::rows::Rows;
use crate::sql::{self, OutboxCell};
use crate::value::Value;

/// How many events a subscription may be behind; one that is further behind gets [`super::Lagged`].
const MAX_BEHIND: usize = 4_096;
/// How many rows are read at a time.
const MOST: i64 = 500;
/// How often the outbox is read without a notification: on SQLite other processes send none, and one may be lost.
const LOOK: Duration = Duration::from_secs(1);
/// How long changes that follow one another are gathered, to be read together and to notify other processes once.
const GATHER: Duration = Duration::from_millis(10);
/// How soon the outbox is read again where it has rows that are not final yet: at first, and at most.
const SETTLING: (Duration, Duration) = (Duration::from_millis(5), Duration::from_millis(250));
/// How long a read of the outbox may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// How often a broken connection for notifications is opened again.
const REOPEN: Duration = Duration::from_secs(30);

/// The source of events within a process.
#[derive(Debug)]
pub(crate) struct Feed {
    events: broadcast::Sender<Arc<Event>>,
    changed: Notify,
    followed: watch::Sender<bool>,
}

/// What a read of the outbox found.
enum Look {
    /// All rows.
    All,
    /// As many rows as are read at a time: there may be more.
    More,
    /// A row that is not final yet.
    Unsettled,
}

impl Feed {
    pub fn new() -> Self {
        Self { events: broadcast::Sender::new(MAX_BEHIND), changed: Notify::new(), followed: watch::Sender::new(false) }
    }

    /// Notes that this process has committed a change.
    pub fn changed(&self) {
        self.changed.notify_one();
    }

    /// Events from now on, or nothing where [`Self::follow`] does not begin in time.
    pub async fn listen(&self) -> Option<broadcast::Receiver<Arc<Event>>> {
        let receiver = self.events.subscribe();
        let mut followed = self.followed.subscribe();
        let followed = tokio::time::timeout(PATIENCE / 2, followed.wait_for(|followed| *followed)).await;
        matches!(followed, Ok(Ok(_))).then_some(receiver)
    }

    /// Events from now on, even if [`Self::follow`] has not begun yet.
    pub fn subscribe(&self) -> broadcast::Receiver<Arc<Event>> {
        self.events.subscribe()
    }

    /// Reads the outbox and sends its events until the future is dropped.
    pub async fn follow(&self, catalogue: &Catalogue, database: &Database) {
        let mut place = loop {
            match outbox_end(catalogue, database).await {
                Ok(place) => break place,
                Err(error) => wait_after(&error).await,
            }
        };
        let mut listener = Listener::open(database).await;
        let mut opened = Instant::now();
        self.followed.send_replace(true);
        let mut settling = SETTLING.0;
        loop {
            let looked = Instant::now();
            let wait = match self.look(catalogue, database, &mut place).await {
                Ok(Look::More) => continue,
                Ok(Look::All) => {
                    settling = SETTLING.0;
                    LOOK
                }
                Ok(Look::Unsettled) => {
                    settling = (settling * 2).min(SETTLING.1);
                    settling
                }
                Err(error) => {
                    wait_after(&error).await;
                    continue;
                }
            };
            if listener.is_deaf(database) && opened.elapsed() > REOPEN {
                listener = Listener::open(database).await;
                opened = Instant::now();
            }
            tokio::select! {
                () = self.changed.notified() => {
                    settling = SETTLING.0;
                    // The first change after a pause is read at once.
                    tokio::time::sleep(GATHER.saturating_sub(looked.elapsed())).await;
                    if let Err(error) = database.call().await {
                        tracing::debug!(%error, "the other processes were not notified; they read the outbox by themselves");
                    }
                }
                () = listener.heard() => settling = SETTLING.0,
                () = tokio::time::sleep(wait) => {}
            }
        }
    }

    /// Sends the events of the final rows after a place.
    async fn look(&self, catalogue: &Catalogue, database: &Database, at: &mut (i64, i64)) -> Result<Look, sqlx::Error> {
        let statement = sql::outbox_lines(*at, MOST, database.dialect());
        let rows = database.take(catalogue, &statement, &sql::OUTBOX, Instant::now() + PATIENCE).await?;
        for row in 0..rows.len() {
            // Rows are in the order of their transactions: after one that is not final, no row is final.
            if value(&rows, row, OutboxCell::Final).as_bool() != Some(true) {
                return Ok(Look::Unsettled);
            }
            if let Some(event) = Event::of(catalogue, &rows, row) {
                // An error means that there is no subscription, so no event is lost.
                let _ = self.events.send(Arc::new(event));
            }
            *at = place(&rows, row);
        }
        Ok(if i64::try_from(rows.len()).is_ok_and(|read| read >= MOST) { Look::More } else { Look::All })
    }
}

async fn wait_after(error: &sqlx::Error) {
    tracing::warn!(%error, "the outbox could not be read; it is read again in a second");
    tokio::time::sleep(LOOK).await;
}

/// The end of the outbox: every row that is not final yet comes after it.
pub(super) async fn outbox_end(catalogue: &Catalogue, database: &Database) -> Result<(i64, i64), sqlx::Error> {
    let statement = sql::outbox_end(database.dialect());
    let rows = database.take(catalogue, &statement, &sql::OUTBOX[..2], Instant::now() + PATIENCE).await?;
    Ok(place(&rows, 0))
}

fn place(rows: &Rows, row: usize) -> (i64, i64) {
    let int = |cell: OutboxCell| value(rows, row, cell).as_int().unwrap_or(0);
    (int(OutboxCell::Transaction), int(OutboxCell::Number))
}

/// The value of a cell of a row of the outbox.
pub(super) fn value(rows: &Rows, row: usize, cell: OutboxCell) -> Value {
    rows.value(row, cell.place(), cell.storage())
}
