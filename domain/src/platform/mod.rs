//! What every pillar uses: access, the caller's own profile, the access rules, and shared input types.

pub mod access;
mod access_rule;
pub mod age;
pub mod input;
pub mod postcode;
pub mod unknown_figure;
pub mod viewer;
