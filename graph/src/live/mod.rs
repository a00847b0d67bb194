//! The outbox read back: what was committed is told to whoever listens and may see it.
//!
//! One reader a process ([`Feed::follow`]) hands each event to all who listen. Nothing of a row is in an event:
//! each subscriber's part is planned and read again with the rights of that moment, by the same plan as a query. Whoever
//! does not keep up is told so and has to begin anew; nothing is left out in silence.

mod event;
mod feed;
mod listening;
mod notification;
mod trim;

pub use event::Event;
pub(crate) use feed::Feed;
pub use listening::{Lagged, Listening};
pub(crate) use notification::{PreparedNotification, changed, concerns, facts, is_gone_from, named};
pub use trim::OutboxPlace;
pub(crate) use trim::{outbox_place, trim_outbox};
