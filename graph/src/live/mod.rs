//! Reads the outbox and notifies subscribers of committed changes to rows that they may see.
//!
//! Each process has one reader ([`Feed::follow`]), which sends each event to all subscriptions. An event contains no
//! values of a row: each subscriber's part is read again with the rights of that moment, by a plan like that of a query.
//! A subscriber that does not keep up gets the error LAGGED and must subscribe anew; no event is left out without an
//! error.

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
