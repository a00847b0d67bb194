//! Removes lines of the outbox that have been told long ago. The audit trail keeps all of it for ever.
//!
//! Age alone does not decide: a line is young to its readers until it is final. So only what stood before a place that
//! was final when [`Engine::outbox_place`] gave it is removed, and whoever trims takes the place a good while before.

use std::time::Duration;

use chrono::{DateTime, Utc};

use crate::Engine;
use crate::execute::Within;
use crate::sql;
use crate::value::Value;

/// How many lines go in one transaction: a writer that waits for it waits some milliseconds.
const MOST: i64 = 500;
/// How long other writers have the database to themselves in between.
const PAUSE: Duration = Duration::from_millis(20);

/// A place in the outbox: all that stands before it is final.
#[derive(Clone, Copy, Debug)]
pub struct Place(pub(super) (i64, i64));

impl Engine {
    /// Where the outbox ends by now.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn outbox_place(&self) -> Result<Place, sqlx::Error> {
        self.outbox_end().await.map(Place)
    }

    /// Removes the lines before a place that are older than a moment, some at a time; says how many.
    ///
    /// # Errors
    /// When the database fails; what was removed until then stays removed.
    pub async fn trim_outbox(&self, before: DateTime<Utc>, upto: Place) -> Result<u64, sqlx::Error> {
        let Some(writer) = &self.writer else { return Ok(0) };
        let mut removed = 0;
        loop {
            let within = Within::begin(writer).await?;
            let statement = sql::trim(upto.0, Value::Time(before), MOST, within.dialect());
            let went = within.write(&self.catalogue, &crate::engine::nobody_at_all(), &statement).await?;
            within.commit().await?;
            removed += went;
            if went < MOST.unsigned_abs() {
                return Ok(removed);
            }
            tokio::time::sleep(PAUSE).await;
        }
    }
}
