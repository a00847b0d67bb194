//! Reads the outbox once for the whole process and hands each event to all who listen.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::{Notify, broadcast, watch};

use super::Event;
use crate::declare::Catalogue;
use crate::execute::{Database, Listener};
use crate::rows::Rows;
use crate::sql::{self, OutboxCell};
use crate::value::Value;

/// How many events a listener may be behind; whoever is further behind has to begin anew.
const MAX_BEHIND: usize = 4_096;
/// How many rows are read at a time.
const MOST: i64 = 500;
/// How often the outbox is looked at where nothing calls: other processes may change an embedded database, and a call
/// may be lost.
const LOOK: Duration = Duration::from_secs(1);
/// How long changes are gathered where one follows the other, to be read together and called once.
const GATHER: Duration = Duration::from_millis(10);
/// How soon what is written and not yet final is looked at again, at first and at most.
const SETTLING: (Duration, Duration) = (Duration::from_millis(5), Duration::from_millis(250));
/// How long a look may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// How often a broken line to other processes is opened anew.
const REOPEN: Duration = Duration::from_secs(30);

/// Where events come from, within a process.
#[derive(Debug)]
pub(crate) struct Feed {
    events: broadcast::Sender<Arc<Event>>,
    changed: Notify,
    followed: watch::Sender<bool>,
}

/// What a look found.
enum Look {
    /// Everything there was.
    All,
    /// As much as is read at a time.
    More,
    /// Something that is not final yet.
    Unsettled,
}

impl Feed {
    pub fn new() -> Self {
        Self { events: broadcast::Sender::new(MAX_BEHIND), changed: Notify::new(), followed: watch::Sender::new(false) }
    }

    /// This process has changed something.
    pub fn changed(&self) {
        self.changed.notify_one();
    }

    /// Events from now on. Nothing where nobody follows the outbox in time.
    pub async fn listen(&self) -> Option<broadcast::Receiver<Arc<Event>>> {
        let receiver = self.events.subscribe();
        let mut followed = self.followed.subscribe();
        let followed = tokio::time::timeout(PATIENCE / 2, followed.wait_for(|followed| *followed)).await;
        matches!(followed, Ok(Ok(_))).then_some(receiver)
    }

    /// Events from now on, whether or not anybody follows the outbox yet.
    pub fn subscribe(&self) -> broadcast::Receiver<Arc<Event>> {
        self.events.subscribe()
    }

    /// Reads the outbox and hands its events on until it is dropped.
    pub async fn follow(&self, catalogue: &Catalogue, database: &Database) {
        let mut place = loop {
            match outbox_end(catalogue, database).await {
                Ok(place) => break place,
                Err(error) => stumbled(&error).await,
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
                    stumbled(&error).await;
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
                    // The first of many is sent at once.
                    tokio::time::sleep(GATHER.saturating_sub(looked.elapsed())).await;
                    if let Err(error) = database.call().await {
                        tracing::debug!(%error, "the other processes were not called; they look by themselves");
                    }
                }
                () = listener.heard() => settling = SETTLING.0,
                () = tokio::time::sleep(wait) => {}
            }
        }
    }

    /// Hands on what is final behind a place.
    async fn look(&self, catalogue: &Catalogue, database: &Database, at: &mut (i64, i64)) -> Result<Look, sqlx::Error> {
        let statement = sql::outbox_lines(*at, MOST, database.dialect());
        let rows = database.take(catalogue, &statement, &sql::OUTBOX, Instant::now() + PATIENCE).await?;
        for row in 0..rows.len() {
            // In the order of their transactions, so that behind one that is not final nothing is.
            if value(&rows, row, OutboxCell::Final).as_bool() != Some(true) {
                return Ok(Look::Unsettled);
            }
            if let Some(event) = Event::of(catalogue, &rows, row) {
                // Nobody listens: then there is nobody to tell.
                let _ = self.events.send(Arc::new(event));
            }
            *at = place(&rows, row);
        }
        Ok(if i64::try_from(rows.len()).is_ok_and(|read| read >= MOST) { Look::More } else { Look::All })
    }
}

async fn stumbled(error: &sqlx::Error) {
    tracing::warn!(%error, "the outbox could not be read; tried again in a second");
    tokio::time::sleep(LOOK).await;
}

/// Where the outbox ends by now.
pub(super) async fn outbox_end(catalogue: &Catalogue, database: &Database) -> Result<(i64, i64), sqlx::Error> {
    let statement = sql::outbox_end(database.dialect());
    let rows = database.take(catalogue, &statement, &sql::OUTBOX[..2], Instant::now() + PATIENCE).await?;
    Ok(place(&rows, 0))
}

fn place(rows: &Rows, row: usize) -> (i64, i64) {
    let int = |cell: OutboxCell| value(rows, row, cell).as_int().unwrap_or(0);
    (int(OutboxCell::Transaction), int(OutboxCell::Number))
}

/// A cell of a line of the outbox.
pub(super) fn value(rows: &Rows, row: usize, cell: OutboxCell) -> Value {
    rows.value(row, cell.place(), cell.storage())
}
