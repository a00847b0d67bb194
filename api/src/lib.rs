//! The service around the engine: HTTP edge, sign-in, command line and wiring.
//!
//! [`server`] accepts a connection, [`edge`] checks protocol and limits, [`sign_in`] finds the caller, and `graph`
//! answers the request. `domain` knows what a school is and `graph` how GraphQL becomes SQL; this crate knows neither.

pub mod cli;
pub mod clock;
pub mod config;
pub mod database;
pub mod edge;
pub mod logging;
pub mod server;
pub mod sign_in;
pub mod wiring;
