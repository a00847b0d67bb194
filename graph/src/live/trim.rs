//! Removes old rows of the outbox, which every subscriber has passed. The audit trail keeps its rows for ever.
//!
//! Age alone does not decide: a line is young to its readers until it is final. So only what stood before a place that
//! was final when [`outbox_place`] gave it is removed, and whoever trims takes the place a good while before.

use std::time::Duration;

use chrono::{DateTime, Utc};

use super::feed::outbox_end;
use crate::caller::Caller;
use crate::declare::Catalogue;
use crate::execute::{Database, WriteTransaction};
use crate::sql;
use crate::value::Value;

/// How many lines go in one transaction: a writer that waits for it waits some milliseconds.
const MOST: i64 = 500;
/// How long other writers have the database to themselves in between.
const PAUSE: Duration = Duration::from_millis(20);

/// A place in the outbox: all that stands before it is final.
#[derive(Clone, Copy, Debug)]
pub struct OutboxPlace((i64, i64));

/// Where the outbox ends by now.
pub(crate) async fn outbox_place(catalogue: &Catalogue, database: &Database) -> Result<OutboxPlace, sqlx::Error> {
    outbox_end(catalogue, database).await.map(OutboxPlace)
}

/// Removes the lines before a place that are older than a moment, some at a time; says how many.
pub(crate) async fn trim_outbox(
    catalogue: &Catalogue,
    writer: &Database,
    before: DateTime<Utc>,
    upto: OutboxPlace,
) -> Result<u64, sqlx::Error> {
    let mut removed = 0;
    loop {
        let within = WriteTransaction::begin(writer).await?;
        let statement = sql::trim(upto.0, Value::Time(before), MOST, within.dialect());
        let went = within.write(catalogue, &Caller::nobody(), &statement).await?;
        within.commit().await?;
        removed += went;
        if went < MOST.unsigned_abs() {
            return Ok(removed);
        }
        tokio::time::sleep(PAUSE).await;
    }
}
