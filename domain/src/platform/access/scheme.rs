//! A version of the scheme of delegation.

use entity::codes::SchemeStatus;
use entity::scheme_version::{Column as C, Entity};
use graph::declare::{OPEN, Resource, column, enumerated, owner, resource};

use super::permission::ACCESS_READ;

/// The declaration.
#[must_use]
pub fn scheme_version() -> Resource {
    resource("SchemeVersion", Entity, owner(), ACCESS_READ, "A version of the trust's scheme of delegation.")
        .shapes_rights()
        .fields([
            column("number", C::Number, OPEN, "Its number, rising.").filter().order(),
            enumerated::<SchemeStatus>("status", C::Status, OPEN, "Where it stands.").filter(),
            column("approvedOn", C::ApprovedOn, OPEN, "When the board approved it."),
            column("effectiveFrom", C::EffectiveFrom, OPEN, "From when it holds."),
        ])
        .ordered([C::Number])
}
