//! What is told as it happens, from outside: sockets and streams of a real server, on both databases.

mod checks;
mod client;
mod closing;
mod graphql_sse;
mod stream;
mod telling;
mod transport_ws;
mod trimming;
mod trust;
