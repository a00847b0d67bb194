//! Limits of live connections: how many there may be, and how long they may take.

use std::time::Duration;

/// Sizes and times of live connections.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// How long a socket may take to send `connection_init`. A socket without a token is closed after this time.
    pub init_timeout: Duration,
    /// Live connections of one principal, over both protocols.
    pub connections_per_caller: usize,
    /// Live connections of all callers.
    pub connections: usize,
    /// Operations that run at the same time on one socket.
    pub operations_per_socket: usize,
    /// How often an idle connection is sent a ping or a comment.
    pub heartbeat: Duration,
    /// How long a caller may take to read a message.
    pub write_timeout: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            init_timeout: Duration::from_secs(10),
            connections_per_caller: 32,
            connections: 4_096,
            operations_per_socket: 64,
            heartbeat: Duration::from_secs(15),
            write_timeout: Duration::from_secs(30),
        }
    }
}
