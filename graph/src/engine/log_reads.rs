//! Sensitive reads are logged: queued before the answer goes out, written behind it.

use super::Engine;
use crate::caller::Caller;
use crate::error::{Code, Refusal};
use crate::read_log::{Disclosed, Writing, occasion};

impl Engine {
    /// Queues what an answer discloses, before it goes out.
    ///
    /// # Errors
    /// On an engine that only reads: what cannot be logged is not returned.
    pub(super) async fn log_reads(
        &self,
        caller: &Caller,
        operation: Option<&str>,
        purpose: Option<&str>,
        disclosed: Disclosed,
    ) -> Result<(), Refusal> {
        if disclosed.is_empty() {
            return Ok(());
        }
        if self.writer.is_none() {
            let message = "the answer would tell what leaves a trace, and this server writes none: ask one that changes \
                           rows";
            return Err(Refusal::new(Code::Forbidden, message));
        }
        self.queue.push(occasion(caller, operation, purpose), disclosed.rows).await;
        Ok(())
    }

    /// Writes what is queued until it is dropped. Without it the queue fills up, and requests wait for room.
    pub async fn keep_read_log(&self) {
        self.writing().keep().await;
    }

    /// Writes all that is queued now.
    ///
    /// # Errors
    /// When the database fails: what was not written stays queued.
    pub async fn flush_read_log(&self) -> Result<(), sqlx::Error> {
        while self.writing().oldest().await? > 0 {}
        Ok(())
    }

    /// How many events wait to be written.
    #[must_use]
    pub fn unlogged_reads(&self) -> usize {
        self.queue.len()
    }

    fn writing(&self) -> Writing<'_> {
        Writing { queue: &self.queue, catalogue: &self.catalogue, writer: self.writer.as_ref() }
    }
}
