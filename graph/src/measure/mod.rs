//! From the cells of a cube's statement to the rows of an answer: what is added up, what is hidden, what is told.

mod cells;
mod figure;
mod parts;
mod refuse;
mod rows;
mod suppress;
mod withhold;

pub(crate) use cells::Cells;
pub(crate) use rows::{FoundCounts, answer};
