//! What is told as it happens, over two protocols: `graphql-transport-ws` ([`socket`]) and the distinct connections of
//! `graphql-sse` ([`events`]). Both draw from a [`told::Told`], which asks at every event who the caller is by now.

pub mod events;
mod limits;
mod message;
mod operation;
mod places;
pub mod socket;
mod told;

pub use limits::Limits;
pub use places::Live;
