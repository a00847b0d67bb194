//! An academic year, which is also the accounting year of an academy.

use entity::academic_year::{Column as C, Entity};
use graph::declare::{LINE, OPEN, Resource, column, lookup, owner, resource, text};

/// The declaration.
#[must_use]
pub fn academic_year() -> Resource {
    resource(
        "AcademicYear",
        Entity,
        owner(),
        OPEN,
        "An academic year, 1 September to 31 August. It is also the accounting year of the trust.",
    )
    .root("academicYears", "Academic years, in order.")
    .fields([
        text("label", C::Label, LINE, OPEN, "Label of the year, such as `2025/26`.").filter().order(),
        column("startsOn", C::StartsOn, OPEN, "First day.").filter(),
        column("endsOn", C::EndsOn, OPEN, "Last day: 31 August.").filter(),
    ])
    .lookups([lookup("label", C::Label, OPEN, "Label of the year, such as `2025/26`.")])
    .ordered([C::StartsOn])
}
