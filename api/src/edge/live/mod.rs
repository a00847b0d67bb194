//! Subscriptions over two protocols: `graphql-transport-ws` ([`socket`]) and the distinct connections mode of
//! `graphql-sse` ([`events`]). Both read from a [`subscription::Subscription`], which checks the caller's rights at
//! every event.

mod connections;
pub mod events;
mod limits;
mod message;
mod operation;
pub mod socket;
mod subscription;

pub use connections::LiveConnections;
pub use limits::Limits;
