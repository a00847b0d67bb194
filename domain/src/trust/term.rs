//! A term or half-term.

use entity::term::{Column as C, Entity};
use graph::declare::{CODE, LINE, OPEN, Resource, column, owner, resource, text, to_one};

/// The declaration.
#[must_use]
pub fn term() -> Resource {
    resource("Term", Entity, owner(), OPEN, "A term or half-term of an academic year.")
        .fields([
            text("code", C::Code, CODE, OPEN, "Code of the term, such as `AUT1`.").filter(),
            text("name", C::Name, LINE, OPEN, "Name of the term."),
            column("startsOn", C::StartsOn, OPEN, "First day.").filter().order(),
            column("endsOn", C::EndsOn, OPEN, "Last day."),
        ])
        .links([to_one("academicYear", "AcademicYear", C::AcademicYearId, OPEN, "The academic year of the term.")
            .back_list("terms", OPEN, "Its terms and half-terms, in order.")
            .ordered(C::Sort)])
        .ordered([C::StartsOn])
}
