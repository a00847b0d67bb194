//! What is counted: the cubes over the facts of all pillars, and the dimensions that they share.

mod attainment;
mod budget_totals;
mod groups;
mod levels;
mod progress;
mod roll;
mod staffing;

use graph::declare::Cube;

/// Every cube, in the order of the schema.
#[must_use]
pub fn cubes() -> Vec<Cube> {
    vec![
        roll::roll(),
        roll::roll_at_point(),
        attainment::attainment(),
        progress::progress(),
        staffing::staffing(),
        budget_totals::budget_totals(),
    ]
}
