//! The trust as it stands and grows: its schools, its calendar, and the national register it grows out of.

mod academic_year;
pub(crate) mod levels;
pub mod register;
mod roll_projection;
mod school;
mod school_link;
mod term;
mod trust;
mod trust_membership;
mod year_asked;

use graph::declare::Resource;

pub use year_asked::{ARGUMENT, Year, year_asked};

/// The types of this pillar.
#[must_use]
pub fn resources() -> Vec<Resource> {
    let mut all = vec![
        trust::trust(),
        school::school(),
        trust_membership::trust_membership(),
        school_link::school_link(),
        roll_projection::roll_projection(),
        academic_year::academic_year(),
        term::term(),
    ];
    all.extend(register::resources());
    all
}
