//! What waits to be written, in order and of bounded length.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};
use tokio::sync::{Notify, Semaphore};
use uuid::Uuid;

use super::DisclosedRow;

/// The most events that wait: some megabytes.
const ROOM: usize = 20_000;
/// How many an answer queues at once: one that tells more waits between them, while others queue theirs.
const AT_ONCE: usize = 1_000;

/// A request, as far as it is written down.
#[derive(Debug)]
pub(crate) struct ReadOccasion {
    pub tenant: Uuid,
    pub principal: Uuid,
    /// Groups the rows of one request.
    pub request: Uuid,
    pub operation: Option<String>,
    pub purpose: Option<String>,
    pub at: DateTime<Utc>,
}

/// One row told on one occasion.
#[derive(Clone, Debug)]
pub(crate) struct ReadEvent {
    /// Given once, so that what is written twice is there once.
    pub id: Uuid,
    pub occasion: Arc<ReadOccasion>,
    pub row: DisclosedRow,
}

/// The queue.
#[derive(Debug)]
pub(crate) struct Queue {
    waiting: Mutex<VecDeque<ReadEvent>>,
    room: Semaphore,
    /// Something was queued.
    pub more: Notify,
    /// Held by whoever writes: one at a time, or the same events would be taken twice.
    pub writing: tokio::sync::Mutex<()>,
}

impl Queue {
    pub fn new() -> Self {
        Self {
            waiting: Mutex::default(),
            room: Semaphore::new(ROOM),
            more: Notify::new(),
            writing: tokio::sync::Mutex::default(),
        }
    }

    /// Queues what was told, in its order. Waits for room where there is none.
    pub async fn push(&self, occasion: ReadOccasion, rows: Vec<DisclosedRow>) {
        let occasion = Arc::new(occasion);
        let mut rows = rows.into_iter();
        loop {
            let events: Vec<ReadEvent> = rows
                .by_ref()
                .take(AT_ONCE)
                .map(|row| ReadEvent { id: Uuid::now_v7(), occasion: Arc::clone(&occasion), row })
                .collect();
            if events.is_empty() {
                return;
            }
            let places = u32::try_from(events.len()).unwrap_or(u32::MAX);
            // Closed by nobody: the room is as old as the engine.
            if let Ok(taken) = self.room.acquire_many(places).await {
                taken.forget();
            }
            self.lock().extend(events);
            self.more.notify_one();
        }
    }

    /// The oldest events, so many at most. They stay until they are [`Self::written`].
    pub fn oldest(&self, most: usize) -> Vec<ReadEvent> {
        self.lock().iter().take(most).cloned().collect()
    }

    /// Takes the oldest away.
    pub fn written(&self, events: usize) {
        self.lock().drain(..events);
        self.room.add_permits(events);
    }

    /// How many wait.
    pub fn len(&self) -> usize {
        self.lock().len()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, VecDeque<ReadEvent>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use chrono::Utc;
    use uuid::Uuid;

    use super::{AT_ONCE, DisclosedRow, Queue, ROOM, ReadOccasion};

    fn occasion() -> ReadOccasion {
        let nobody = Uuid::nil();
        ReadOccasion {
            tenant: nobody,
            principal: nobody,
            request: nobody,
            operation: None,
            purpose: None,
            at: Utc::now(),
        }
    }

    fn rows(many: usize) -> Vec<DisclosedRow> {
        let row =
            DisclosedRow { type_name: "Thing", key: Uuid::nil(), subject: ("Thing", Uuid::nil()), fields: Vec::new() };
        vec![row; many]
    }

    #[tokio::test]
    async fn a_full_queue_keeps_whoever_tells_waiting_and_loses_nothing() {
        let queue = Queue::new();
        queue.push(occasion(), rows(ROOM - 1)).await;
        let mut late = Box::pin(queue.push(occasion(), rows(AT_ONCE + 1)));
        assert!(futures::poll!(&mut late).is_pending(), "there is no room");
        assert_eq!(queue.len(), ROOM - 1);
        queue.written(AT_ONCE);
        late.await;
        assert_eq!(queue.len(), ROOM);
    }
}
