//! Trims the outbox.

use chrono::{DateTime, Utc};

use super::Engine;
use crate::live::{self, OutboxPlace};

impl Engine {
    /// Where the outbox ends by now.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn outbox_place(&self) -> Result<OutboxPlace, sqlx::Error> {
        live::outbox_place(&self.catalogue, &self.database).await
    }

    /// Removes the lines before a place that are older than a moment, some at a time; says how many.
    ///
    /// # Errors
    /// When the database fails; what was removed until then stays removed.
    pub async fn trim_outbox(&self, before: DateTime<Utc>, upto: OutboxPlace) -> Result<u64, sqlx::Error> {
        match &self.writer {
            Some(writer) => live::trim_outbox(&self.catalogue, writer, before, upto).await,
            None => Ok(0),
        }
    }
}
