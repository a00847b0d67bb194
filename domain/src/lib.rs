//! The trust: what its types are and how they are computed.
//!
//! Each folder holds the types that its name describes. [`measures`] counts over all the other folders, and all of them
//! use [`platform`]. Nothing here holds SQL: a type is a declaration, and the engine derives the rest. The demo trust
//! and the importers stand above, in crates of their own.

pub mod assessment;
mod catalogue;
pub mod finance;
mod measures;
mod money;
pub mod people;
pub mod platform;
pub mod pupils;
pub mod register;
pub mod trust;

pub use catalogue::{Pillar, actions, catalogue, pillars};
