//! Removes old rows of the outbox, which every subscriber has received. The audit trail keeps its rows for ever.
//!
//! The age of a row is not enough: a transaction may commit long after it wrote the row, and readers get the row only
//! then. So only rows before a place that [`outbox_place`] returned are removed, and the place must have been taken long
//! enough before for every reader to have passed it.

use std::time::Duration;

use chrono::{DateTime, Utc};

use super::feed::outbox_end;
use crate::caller::Caller;
use crate::declare::Catalogue;
use crate::execute::{Database, WriteTransaction};
use crate::sql;
use crate::value::Value;

/// How many rows are removed in one transaction: another writer waits for some milliseconds at most.
const MOST: i64 = 500;
/// The pause between two transactions, for other writers.
const PAUSE: Duration = Duration::from_millis(20);

/// A place in the outbox: all rows before it are final.
#[derive(Clone, Copy, Debug)]
pub struct OutboxPlace((i64, i64));

/// The end of the outbox: every row that is not final yet comes after it.
pub(crate) async fn outbox_place(catalogue: &Catalogue, database: &Database) -> Result<OutboxPlace, sqlx::Error> {
    outbox_end(catalogue, database).await.map(OutboxPlace)
}

/// Removes the rows before a place that are older than a moment, in batches, and returns how many.
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
