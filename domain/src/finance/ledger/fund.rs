//! A fund: money and what it may be used for.

use entity::codes::FundType;
use entity::fund::{Column as C, Entity};
use graph::declare::{CODE, LINE, OPEN, PROSE, Resource, enumerated, resource, text};

use crate::platform::access::permission::FINANCE_AGGREGATE;
use crate::platform::access::reach::of_everyone;

/// The declaration.
#[must_use]
pub fn fund() -> Resource {
    resource("Fund", Entity, of_everyone(), FINANCE_AGGREGATE, "Money and what it may be used for.")
        .root("funds", "The trust's funds, by code.")
        .fields([
            text("code", C::Code, CODE, OPEN, "Code.").filter().order(),
            text("name", C::Name, LINE, OPEN, "Name."),
            enumerated::<FundType>("type", C::FundType, OPEN, "For what it may be used.").filter(),
            text("restriction", C::Restriction, PROSE, OPEN, "The restriction, in words."),
        ])
        .ordered([C::Code])
}
