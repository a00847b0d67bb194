//! Subscriptions, tested from outside: sockets and streams of a real server, on both databases.

mod checks;
mod client;
mod closing;
mod graphql_sse;
mod notifications;
mod outbox_trimming;
mod stream;
mod transport_ws;
mod trust;
