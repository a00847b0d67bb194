//! The bounded queue of read events that wait to be written.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};
use tokio::sync::{Notify, Semaphore};
use uuid::Uuid;

use super::DisclosedRow;

/// The most events that wait: some megabytes.
const ROOM: usize = 20_000;
/// The most events that a response queues at once: one with more queues them in portions, so that others get their
/// turn.
const AT_ONCE: usize = 1_000;

/// The facts of a request that are logged.
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

/// One row disclosed by one request.
#[derive(Clone, Debug)]
pub(crate) struct ReadEvent {
    /// Given when it is queued, so that an event that is written twice is stored once.
    pub id: Uuid,
    pub occasion: Arc<ReadOccasion>,
    pub row: DisclosedRow,
}

/// The queue.
#[derive(Debug)]
pub(crate) struct Queue {
    waiting: Mutex<VecDeque<ReadEvent>>,
    room: Semaphore,
    /// Notified when something was queued.
    pub more: Notify,
    /// Held while events are written: two writers at a time would write the same events.
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

    /// Queues the disclosed rows, in order. Waits while the queue is full.
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
            // Acquiring fails only on a closed semaphore, and nothing closes this one.
            if let Ok(taken) = self.room.acquire_many(places).await {
                taken.forget();
            }
            self.lock().extend(events);
            self.more.notify_one();
        }
    }

    /// The oldest events, at most `most`. They stay queued until [`Self::written`] removes them.
    pub fn oldest(&self, most: usize) -> Vec<ReadEvent> {
        self.lock().iter().take(most).cloned().collect()
    }

    /// Removes the oldest `events` events.
    pub fn written(&self, events: usize) {
        self.lock().drain(..events);
        self.room.add_permits(events);
    }

    /// The number of events that wait.
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
    async fn a_full_queue_makes_the_request_wait_and_loses_nothing() {
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
