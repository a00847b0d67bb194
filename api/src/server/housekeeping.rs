//! Deletes old rows every hour: expired idempotency keys, and rows of the outbox that every subscriber has passed. Brings
//! what follows from dated rows in step at the start and whenever a day begins.

use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::Utc;
use graph::live::OutboxPlace;
use tokio::sync::watch;

use crate::edge::Edge;

/// How often it runs.
const EVERY: Duration = Duration::from_secs(3_600);

/// Runs every hour, and when a day begins, until the server stops.
pub(super) async fn run(edge: Arc<Edge>, mut stop: watch::Receiver<bool>) {
    let mut place = None;
    let mut day = None;
    let mut tidied = Instant::now();
    loop {
        let today = edge.clock.today();
        if day != Some(today) {
            match edge.engine.bring_in_step(today).await {
                Ok(changed) => {
                    tracing::info!(%today, changed, "rows were brought in step with the day");
                    day = Some(today);
                }
                Err(error) => {
                    tracing::warn!(?error, %today, "rows could not be brought in step; the next try is in an hour")
                }
            }
        }
        tokio::select! {
            _ = stop.changed() => return,
            () = tokio::time::sleep(edge.clock.until_tomorrow().min(EVERY)) => {}
        }
        if tidied.elapsed() < EVERY {
            continue;
        }
        tidied = Instant::now();
        if let Err(error) = edge.engine.forget_expired().await {
            tracing::warn!(%error, "expired idempotency keys could not be deleted; the next try is in an hour");
        }
        match trim(&edge, place).await {
            Ok(next) => place = Some(next),
            Err(error) => tracing::warn!(%error, "the outbox could not be trimmed; the next try is in an hour"),
        }
    }
}

/// Trims the outbox up to the place of an hour ago and returns the present place, for the next hour. Every subscriber
/// has passed the place of an hour ago, even where a long transaction delayed some rows.
async fn trim(edge: &Edge, place: Option<OutboxPlace>) -> anyhow::Result<OutboxPlace> {
    if let Some(place) = place {
        let removed = edge.engine.trim_outbox(Utc::now() - edge.limits.outbox(), place).await?;
        tracing::debug!(removed, "the outbox was trimmed");
    }
    Ok(edge.engine.outbox_place().await?)
}
