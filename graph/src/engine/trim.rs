//! Trims the outbox.

use chrono::{DateTime, Utc};

use super::Engine;
use crate::live::{self, OutboxPlace};

impl Engine {
    /// The end of the outbox: every row that is not final yet comes after it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn outbox_place(&self) -> Result<OutboxPlace, sqlx::Error> {
        live::outbox_place(&self.catalogue, &self.database).await
    }

    /// Removes the rows before a place that are older than a moment, in batches, and returns how many.
    ///
    /// # Errors
    /// When the database fails; batches that were removed before stay removed.
    pub async fn trim_outbox(&self, before: DateTime<Utc>, upto: OutboxPlace) -> Result<u64, sqlx::Error> {
        match &self.writer {
            Some(writer) => live::trim_outbox(&self.catalogue, writer, before, upto).await,
            None => Ok(0),
        }
    }
}
