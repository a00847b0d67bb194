//! The trust: what its types are, how they are computed, loaded and imported.
//!
//! One folder per pillar, and `platform`, on which all stand. Nothing here holds SQL; what a type is stands in its
//! declaration, and the engine derives the rest.

mod catalogue;
pub mod demo;
pub mod finance;
pub mod growth;
pub mod import;
pub mod insight;
mod money;
pub mod people;
pub mod platform;
pub mod tracking;

pub use catalogue::{actions, catalogue};
