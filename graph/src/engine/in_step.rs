//! Brings columns that follow from dated rows in step with the day.

use chrono::NaiveDate;

use super::Engine;
use crate::mutate::{self, Stop};

impl Engine {
    /// Brings the columns that follow from dated rows in step with a day, for all tenants: what a period that began or
    /// ended by itself changes. Returns how many rows it changed. Run it when a day begins; run twice it changes nothing.
    ///
    /// # Errors
    /// When the database fails or another change overtakes it; the tenants before are in step.
    pub async fn bring_in_step(&self, today: NaiveDate) -> Result<usize, Stop> {
        let Some(writer) = &self.writer else { return Ok(0) };
        let changed = mutate::bring_in_step(&self.catalogue, writer, today).await?;
        if changed > 0 {
            self.feed.changed();
        }
        Ok(changed)
    }
}
