//! What is thrown away every hour: answers no longer kept for requests sent twice, and lines of the outbox told long ago.

use std::sync::Arc;
use std::time::Duration;

use chrono::Utc;
use graph::live::OutboxPlace;
use tokio::sync::watch;

use crate::edge::Edge;

/// How often.
const EVERY: Duration = Duration::from_secs(3_600);

/// Keeps house until the server stops.
pub(super) async fn keep(edge: Arc<Edge>, mut stopped: watch::Receiver<bool>) {
    let mut place = None;
    loop {
        tokio::select! {
            _ = stopped.changed() => return,
            () = tokio::time::sleep(EVERY) => {}
        }
        if let Err(error) = edge.engine.forget_expired().await {
            tracing::warn!(%error, "expired answers could not be forgotten; tried again in an hour");
        }
        match trim(&edge, place).await {
            Ok(next) => place = Some(next),
            Err(error) => tracing::warn!(%error, "the outbox could not be trimmed; tried again in an hour"),
        }
    }
}

/// Trims the outbox up to a place of an hour ago: whoever follows it has passed that, however long a line was held back
/// by a transaction that did not end.
async fn trim(edge: &Edge, place: Option<OutboxPlace>) -> anyhow::Result<OutboxPlace> {
    if let Some(place) = place {
        let removed = edge.engine.trim_outbox(Utc::now() - edge.limits.outbox(), place).await?;
        tracing::debug!(removed, "the outbox was trimmed");
    }
    Ok(edge.engine.outbox_place().await?)
}
