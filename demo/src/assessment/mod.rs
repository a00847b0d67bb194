//! What pupils achieved: judgements and common tests at every assessment point, and statutory results.

mod judgements;
mod statutory;

use crate::builder::Builder;
use crate::classes::Classes;
use crate::classes::teaching::Leads;
use crate::pupils::child::Child;
use crate::trust::schools::School;

/// Adds all results of the children of a school, given by its index.
pub fn write(
    builder: &mut Builder<'_>,
    index: usize,
    schools: &[School],
    classes: &[Classes],
    leads: &Leads,
    children: &[Child],
) {
    let mut dice = builder.dice("attainment", index);
    for child in children {
        judgements::write(builder, &mut dice, schools, classes, leads, child);
        statutory::write(builder, &mut dice, schools, child);
    }
}
