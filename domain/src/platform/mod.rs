//! What every pillar stands on: access, and what a caller may know of itself and of the rules.

pub mod access;
mod access_rule;
pub mod age;
pub mod input;
pub mod postcode;
pub mod unknown_figure;
pub mod viewer;
