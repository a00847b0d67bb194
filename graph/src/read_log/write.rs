//! Writes what is queued: many rows in one transaction, again until it is there.

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

/// How long what is told gathers before it is written.
const GATHER: Duration = Duration::from_millis(50);
/// How long to wait after the database failed: twice as long each time, up to the second.
const AGAIN: (Duration, Duration) = (Duration::from_millis(200), Duration::from_secs(5));
/// How many rows a transaction writes.
const MOST: usize = 1_000;
/// How many rows a statement writes. A few sizes, whatever there is: connections keep the texts of their statements.
const SIZES: [usize; 4] = [256, 32, 4, 1];
/// The longest name of an operation that is kept whole: it is written with every row.
const LONGEST_NAME: usize = 200;

/// What is queued, and where it is written.
pub(crate) struct Writing<'a> {
    pub queue: &'a Queue,
    pub catalogue: &'a Catalogue,
    /// Where rows are changed; without it nothing is written.
    pub writer: Option<&'a Database>,
}

/// A request whose answer was written just now.
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
    /// Writes what is queued until it is dropped.
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
                    tracing::warn!(%error, waiting = self.queue.len(), "sensitive reads could not be written down; tried again");
                    tokio::time::sleep(wait).await;
                    wait = (wait * 2).min(AGAIN.1);
                }
            }
        }
    }

    /// Writes the oldest that are queued, and says how many. What was dropped midway is written again, once.
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

    /// Writes each by itself, so that one that the database will never take keeps none behind it.
    async fn write_apart(&self, writer: &Database, events: &[ReadEvent]) -> Result<(), sqlx::Error> {
        for event in events {
            match self.write(writer, std::slice::from_ref(event)).await {
                Err(error) if is_refused(&error) => {
                    tracing::error!(%error, ?event, "a sensitive read cannot be written down");
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

/// Whether the database will never take it: something that it names is gone.
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
