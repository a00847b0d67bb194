//! What is told as it happens, from outside: sockets and streams of a real server, on both databases.

mod client;
mod closing;
mod events;
mod telling;
mod trust;
