//! Grants: what they bring, how the trust pools them, and what a school is funded with.

pub mod funding;
mod grant_allocation;
mod pool_allocation;

use graph::declare::Resource;

/// The types of this folder.
#[must_use]
pub fn resources() -> Vec<Resource> {
    vec![grant_allocation::grant_allocation(), pool_allocation::pool_allocation()]
}
