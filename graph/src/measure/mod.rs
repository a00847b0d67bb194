//! Turns the cells of a cube's statement into the rows of an answer: adds them up, suppresses small groups, rounds.

mod cells;
mod figure;
mod parts;
mod refuse;
mod rows;
mod suppress;
mod withhold;

pub(crate) use cells::Cells;
pub(crate) use rows::{FoundCounts, answer};
