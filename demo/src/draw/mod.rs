//! What all parts of the demo are drawn from: random numbers, ids, names, places, identifiers.

pub mod dice;
pub mod identifiers;
pub mod names;
pub mod places;
