//! The trust itself: its schools, when each was a member, and the calendar.

mod academic_year;
mod roll_projection;
mod school;
mod school_link;
mod term;
mod trust;
mod trust_membership;
mod year_asked;

use graph::declare::Resource;

pub use trust_membership::Memberships;
pub(crate) use trust_membership::{covering, joined_on};
pub use year_asked::{ARGUMENT, Year, year_asked};

/// The types of this folder.
#[must_use]
pub fn resources() -> Vec<Resource> {
    vec![
        trust::trust(),
        school::school(),
        trust_membership::trust_membership(),
        school_link::school_link(),
        roll_projection::roll_projection(),
        academic_year::academic_year(),
        term::term(),
    ]
}
