//! How much one caller may listen, and how long a connection may be silent.

use std::time::Duration;

/// Sizes and times of live connections.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// How long a socket may take to say who it is; one that says no name has as long in all.
    pub opening: Duration,
    /// Live connections of one principal, over either protocol.
    pub connections: usize,
    /// Live connections of everybody.
    pub in_all: usize,
    /// Operations that run on one socket.
    pub operations: usize,
    /// How often a connection with nothing to tell shows that it is there.
    pub beat: Duration,
    /// How long a caller may take to read a message.
    pub patience: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            opening: Duration::from_secs(10),
            connections: 32,
            in_all: 4_096,
            operations: 64,
            beat: Duration::from_secs(15),
            patience: Duration::from_secs(30),
        }
    }
}
