//! A subject, by the code that all schools of the trust use.

use entity::subject::{Column as C, Entity};
use graph::declare::{CODE, LINE, OPEN, Resource, column, lookup, owner, resource, text};

/// The declaration.
#[must_use]
pub fn subject() -> Resource {
    resource("Subject", Entity, owner(), OPEN, "A subject, by the code that all schools of the trust use.")
        .root("subjects", "Subjects.")
        .fields([
            text("code", C::Code, CODE, OPEN, "Such as `MAT`.").filter().order(),
            text("name", C::Name, LINE, OPEN, "What it is called.").filter(),
            column("position", C::Sort, OPEN, "Its place in lists.").order(),
        ])
        .lookups([lookup("code", C::Code, OPEN, "Such as `MAT`.")])
        .ordered([C::Sort])
}
