//! A version of the scheme of delegation.

use entity::codes::SchemeStatus;
use entity::scheme_version::{Column as C, Entity};
use graph::declare::{OPEN, Resource, column, enumerated, owner, resource};

use super::permission::ACCESS_READ;

/// The declaration.
#[must_use]
pub fn scheme_version() -> Resource {
    resource("SchemeVersion", Entity, owner(), ACCESS_READ, "A version of the trust's scheme of delegation.")
        .root("schemeVersions", "Versions of the scheme of delegation, oldest first.")
        .shapes_rights()
        .fields([
            column("number", C::Number, OPEN, "Version number: 1 is the first.").filter().order(),
            enumerated::<SchemeStatus>("status", C::Status, OPEN, "Status of the version.").filter(),
            column("approvedOn", C::ApprovedOn, OPEN, "When the board approved it."),
            column("effectiveFrom", C::EffectiveFrom, OPEN, "First day on which it is in force."),
        ])
        .ordered([C::Number])
}
