//! The log of sensitive reads: who read which fields of whose record, and when.
//!
//! `plan/logged.rs` marks the sensitive fields of a plan. Writing the response collects the marks it passes; these are
//! queued before the response is sent, and one task writes the queue ([`crate::Engine::keep_read_log`]). A request
//! waits only where the queue is full: then it waits for room rather than losing an event.

mod disclosed;
mod queue;
mod write;

pub use disclosed::Disclosed;
pub(crate) use disclosed::DisclosedRow;
pub(crate) use queue::{Queue, ReadEvent};
pub(crate) use write::{Writing, occasion};
