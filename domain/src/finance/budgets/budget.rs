//! A budget of a school or of the central team, for a year, in versions.

use entity::budget::{Column as C, Entity};
use entity::codes::BudgetStatus;
use graph::declare::{OPEN, Resource, column, enumerated, resource, to_one};

use crate::platform::access::permission::{FINANCE_APPROVE, FINANCE_READ, FINANCE_WRITE};
use crate::platform::access::reach::of_school;

/// The declaration.
#[must_use]
pub fn budget() -> Resource {
    resource(
        "Budget",
        Entity,
        of_school(C::SchoolId),
        FINANCE_READ,
        "A budget of a school or of the central team, for a year, in versions.",
    )
    .root("budgets", "Budgets, by school, year and version.")
    .root_one("budget", "A budget by its id.")
    .fields([
        column("version", C::Version, OPEN, "Its number within school and year, rising.").filter().order(),
        enumerated::<BudgetStatus>("status", C::Status, OPEN, "Where it stands.").filter(),
        column("approvedOn", C::ApprovedOn, OPEN, "When the board approved it.").filter().order(),
    ])
    .links([
        to_one("school", "School", C::SchoolId, OPEN, "The school; null for the central team.")
            .back("budgets", FINANCE_READ, "Its budgets.")
            .apart("budgets are a list of their own"),
        to_one("academicYear", "AcademicYear", C::AcademicYearId, OPEN, "The year."),
    ])
    .ordered([C::Version])
    .written(FINANCE_WRITE)
    .approved([C::Status, C::ApprovedOn, C::ApprovedBy], FINANCE_APPROVE)
}
