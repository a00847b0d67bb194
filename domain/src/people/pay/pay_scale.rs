//! A pay scale, statutory or the trust's own: defined once for all schools.

use entity::pay_scale::{Column as C, Entity};
use graph::declare::{CODE, LINE, OPEN, Resource, column, enumerated, owner, resource, text};

use entity::codes::PayCategory;
use entity::codes::PayRegion;

/// The declaration.
#[must_use]
pub fn pay_scale() -> Resource {
    resource(
        "PayScale",
        Entity,
        owner(),
        OPEN,
        "A pay scale, statutory or the trust's own: defined once for all schools.",
    )
    .root("payScales", "Pay scales, statutory ones and the trust's own.")
    .fields([
        text("code", C::Code, CODE, OPEN, "Code of the scale, such as `MAIN_ENGLAND`.").filter().order(),
        text("name", C::Name, LINE, OPEN, "Name of the scale."),
        enumerated::<PayRegion>("region", C::Region, OPEN, "Pay region that it applies to.").filter(),
        enumerated::<PayCategory>("category", C::Category, OPEN, "Staff that it applies to.").filter(),
        column("isStatutory", C::IsStatutory, OPEN, "Whether the scale is set nationally by statute.").filter(),
    ])
    .ordered([C::Code])
}
