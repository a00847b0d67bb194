//! What every pillar stands on: access, and what a caller may know of itself and of the rules.

pub mod access;
pub mod codes;
pub mod input;
pub mod viewer;
