//! Writes the queued events: many rows in one transaction, retried until it succeeds.

use std::time::Duration;

use chrono::{SubsecRound, Utc};
use serde_json::json;
use uuid::Uuid;

use super::queue::ReadOccasion;
use super::{Queue, ReadEvent};
use crate::caller::Caller;
use crate::declare::{Catalogue, Column};
use crate::execute::{Database, WriteTransaction};
use crate::sql;
use crate::tables::{read_event, split};
use crate::value::Value;

/// How long to gather events before writing them.
const GATHER: Duration = Duration::from_millis(50);
/// How long to wait after the database failed: the first value, doubled each time up to the second value.
const AGAIN: (Duration, Duration) = (Duration::from_millis(200), Duration::from_secs(5));
/// The most rows that a transaction writes.
const MOST: usize = 1_000;
/// The numbers of rows that a statement may write. Few sizes, because each connection caches every statement text.
const SIZES: [usize; 4] = [256, 32, 4, 1];
/// Names of operations are cut to this length: the name is stored with every row.
const LONGEST_NAME: usize = 200;

/// The queue, and the database to write it to.
pub(crate) struct Writing<'a> {
    pub queue: &'a Queue,
    pub catalogue: &'a Catalogue,
    /// The database that may be written to; without one, nothing is written.
    pub writer: Option<&'a Database>,
}

/// The facts of a request, taken when its response has been written.
pub(crate) fn occasion(caller: &Caller, operation: Option<&str>, purpose: Option<&str>) -> ReadOccasion {
    ReadOccasion {
        tenant: caller.tenant,
        principal: caller.principal,
        request: Uuid::now_v7(),
        operation: operation.map(|name| name.chars().take(LONGEST_NAME).collect()),
        purpose: purpose.map(str::to_owned),
        at: Utc::now().trunc_subsecs(6),
    }
}

impl Writing<'_> {
    /// Writes queued events for ever; stops when the future is dropped.
    pub async fn keep(&self) {
        let mut wait = AGAIN.0;
        loop {
            if self.queue.len() == 0 {
                self.queue.more.notified().await;
            }
            if self.queue.len() < MOST {
                tokio::time::sleep(GATHER).await;
            }
            match self.oldest().await {
                Ok(_) => wait = AGAIN.0,
                Err(error) => {
                    tracing::warn!(%error, waiting = self.queue.len(), "sensitive reads could not be logged; will try again");
                    tokio::time::sleep(wait).await;
                    wait = (wait * 2).min(AGAIN.1);
                }
            }
        }
    }

    /// Writes the oldest queued events, and returns their number. After an interrupted write they are written again;
    /// the event's id prevents duplicates.
    pub async fn oldest(&self) -> Result<usize, sqlx::Error> {
        let Some(writer) = self.writer else { return Ok(0) };
        let _alone = self.queue.writing.lock().await;
        let events = self.queue.oldest(MOST);
        if !events.is_empty() {
            match self.write(writer, &events).await {
                Err(error) if is_refused(&error) => self.write_apart(writer, &events).await?,
                done => done?,
            }
            self.queue.written(events.len());
        }
        Ok(events.len())
    }

    /// Writes each event in its own transaction, so that one that the database refuses does not hold up the others.
    async fn write_apart(&self, writer: &Database, events: &[ReadEvent]) -> Result<(), sqlx::Error> {
        for event in events {
            match self.write(writer, std::slice::from_ref(event)).await {
                Err(error) if is_refused(&error) => {
                    tracing::error!(%error, ?event, "the database refuses the log of a sensitive read");
                }
                done => done?,
            }
        }
        Ok(())
    }

    async fn write(&self, writer: &Database, events: &[ReadEvent]) -> Result<(), sqlx::Error> {
        let nobody = Caller::nobody();
        let within = WriteTransaction::begin(writer).await?;
        let mut rest = events;
        while !rest.is_empty() {
            let size = SIZES.into_iter().find(|size| *size <= rest.len()).unwrap_or(1);
            let (now, later) = rest.split_at(size);
            let (columns, rows) = split(now.iter().map(row).collect());
            within.write(self.catalogue, &nobody, &sql::insert_new(&columns, &rows, within.dialect())).await?;
            rest = later;
        }
        within.commit().await
    }
}

/// Whether the database will always refuse the event: a row that it refers to no longer exists.
fn is_refused(error: &sqlx::Error) -> bool {
    use sqlx::error::ErrorKind;
    error.as_database_error().is_some_and(|error| {
        matches!(error.kind(), ErrorKind::ForeignKeyViolation | ErrorKind::NotNullViolation | ErrorKind::CheckViolation)
    })
}

fn row(ReadEvent { id, occasion, row }: &ReadEvent) -> [(Column, Value); 13] {
    let text = |text: &Option<String>| text.clone().map_or(Value::Null, Value::Text);
    let fields: Vec<&str> = row.fields.iter().map(|field| &**field).collect();
    [
        (read_event::ID, Value::Uuid(*id)),
        (read_event::TRUST_ID, Value::Uuid(occasion.tenant)),
        (read_event::REQUEST_KEY, Value::Uuid(occasion.request)),
        (read_event::PRINCIPAL_ID, Value::Uuid(occasion.principal)),
        (read_event::ACTING_FOR, Value::Null),
        (read_event::TYPE_NAME, Value::Text(row.type_name.to_owned())),
        (read_event::ROW_KEY, Value::Uuid(row.key)),
        (read_event::SUBJECT_TYPE, Value::Text(row.subject.0.to_owned())),
        (read_event::SUBJECT_KEY, Value::Uuid(row.subject.1)),
        (read_event::FIELDS, Value::Text(json!(fields).to_string())),
        (read_event::AT, Value::Time(occasion.at)),
        (read_event::OPERATION, text(&occasion.operation)),
        (read_event::PURPOSE, text(&occasion.purpose)),
    ]
}
