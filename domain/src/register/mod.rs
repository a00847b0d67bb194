//! The national register (GIAS) of schools and their groups: public, shared by all tenants, filled by imports.

mod census;
mod census_sums;
mod link;
mod membership;
mod school;
mod trust;

use graph::declare::Resource;

/// The types of this folder.
#[must_use]
pub fn resources() -> Vec<Resource> {
    vec![
        trust::register_trust(),
        school::register_school(),
        membership::register_membership(),
        link::register_link(),
        census::register_census(),
    ]
}
