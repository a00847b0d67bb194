//! Sensitive reads are logged: queued before the response is sent, written to the database afterwards.

use super::Engine;
use crate::caller::Caller;
use crate::error::{Code, Refusal};
use crate::read_log::{Disclosed, Writing, occasion};

impl Engine {
    /// Queues the sensitive reads of a response, before it is sent.
    ///
    /// # Errors
    /// On an engine without a writer, where they cannot be logged.
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
            let message = "the response has sensitive data, whose reads are logged, and this server is read-only: send \
                           the request to a server that changes rows";
            return Err(Refusal::new(Code::Forbidden, message));
        }
        self.queue.push(occasion(caller, operation, purpose), disclosed.rows).await;
        Ok(())
    }

    /// Writes queued reads until the future is dropped. If it does not run, the queue fills up and requests wait.
    pub async fn keep_read_log(&self) {
        self.writing().keep().await;
    }

    /// Writes all reads that are queued now.
    ///
    /// # Errors
    /// When the database fails: reads that were not written stay queued.
    pub async fn flush_read_log(&self) -> Result<(), sqlx::Error> {
        while self.writing().oldest().await? > 0 {}
        Ok(())
    }

    /// The number of queued reads that are not written yet.
    #[must_use]
    pub fn unlogged_reads(&self) -> usize {
        self.queue.len()
    }

    fn writing(&self) -> Writing<'_> {
        Writing { queue: &self.queue, catalogue: &self.catalogue, writer: self.writer.as_ref() }
    }
}
