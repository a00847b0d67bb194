//! Extracts of the national register, and the census.

mod expected;
mod fixtures;
mod hostile;
mod real;
