//! Files of the national register and of the school census.

mod expected;
mod fixtures;
mod hostile;
mod real;
pub mod world;
