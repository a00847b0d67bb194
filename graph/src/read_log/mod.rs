//! Sensitive reads leave a trace: who was told what of whose record, and when.
//!
//! An answer's walk over the rows says what of it is told (`plan/logged.rs` marks what counts); it is queued before the
//! answer goes out, and one task writes what is queued ([`crate::Engine::keep_read_log`]). A request waits for none of
//! that, but where the queue is full: then it waits for room rather than losing an event.

mod disclosed;
mod queue;
mod write;

pub use disclosed::Disclosed;
pub(crate) use disclosed::DisclosedRow;
pub(crate) use queue::{Queue, ReadEvent};
pub(crate) use write::{Writing, occasion};
