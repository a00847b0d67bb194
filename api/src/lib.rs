//! The service around the engine: HTTP edge, sign-in, command line and wiring.
//!
//! A request comes in by [`server`], passes [`edge`] (protocol, limits) and [`sign_in`] (who asks), and is
//! answered by `graph`. What a school is stands in `domain`; how GraphQL becomes SQL in `graph`; neither here.

pub mod cli;
pub mod clock;
pub mod config;
pub mod database;
pub mod edge;
pub mod logging;
pub mod server;
pub mod sign_in;
pub mod wiring;
