//! What every pillar uses: access, the caller's own profile, the access rules, and shared input types.

pub mod academic_year;
pub mod access;
mod access_rule;
pub mod age;
pub mod calendar;
pub mod input;
pub mod postcode;
pub mod telephone;
pub mod unknown_figure;
pub mod viewer;
