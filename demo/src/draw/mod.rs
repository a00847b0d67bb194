//! What every part of the demo draws from: random numbers, ids, names, places, identifiers.

pub mod dice;
pub mod identifiers;
pub mod names;
pub mod places;
