//! A term or half-term.

use entity::term::{Column as C, Entity};
use graph::declare::{OPEN, Resource, column, owner, resource, text, to_one};

/// The declaration.
#[must_use]
pub fn term() -> Resource {
    resource("Term", Entity, owner(), OPEN, "A term or half-term of an academic year.")
        .fields([
            text("code", C::Code, OPEN, "Such as `AUT1`.").filter(),
            text("name", C::Name, OPEN, "What it is called."),
            column("startsOn", C::StartsOn, OPEN, "First day.").filter().order(),
            column("endsOn", C::EndsOn, OPEN, "The day after the last."),
        ])
        .links([to_one("academicYear", "AcademicYear", C::AcademicYearId, OPEN, "The year.")])
        .ordered([C::StartsOn])
}
