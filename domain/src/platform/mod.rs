//! What every pillar stands on: access, and what a caller may know of itself and of the rules.

pub mod access;
mod access_rule;
pub mod input;
pub(crate) mod postcode;
pub mod viewer;
