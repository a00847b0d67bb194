//! The year group of a pupil in each academic year: the rows, the rule of what follows from them, and who writes them.
//!
//! A row is written at the entry to a school and where a school says more: a pupil is kept back or moved up, or gets a
//! registration group. A year without a row follows from the latest row before it, one up each 1 September.

mod fields;
mod pupil_year;
mod rows;
mod set_pupil_year;
mod standing;

use graph::declare::Resource;
use graph::mutate::HandledAction;

pub(super) use self::fields::{over_age, registration_group_on_roll, year_group_on_roll};
pub(super) use self::rows::{NewYear, YEARS, begun_after, entered, set};
pub(crate) use self::rows::{level_near, level_on, year_fault, year_group};
pub(super) use self::standing::ask;

/// The type of this folder.
#[must_use]
pub fn resource() -> Resource {
    pupil_year::pupil_year()
}

/// The action of this folder.
#[must_use]
pub fn action() -> HandledAction {
    set_pupil_year::set_pupil_year()
}
