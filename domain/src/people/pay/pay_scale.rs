//! A pay scale, statutory or the trust's own: defined once for all schools.

use entity::pay_point;
use entity::pay_scale::{Column as C, Entity};
use graph::declare::{OPEN, Resource, column, enumerated, owner, resource, text, to_many};

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
    .root("payScales", "Pay scales, statutory and of the trust.")
    .fields([
        text("code", C::Code, OPEN, "Code.").filter().order(),
        text("name", C::Name, OPEN, "Name."),
        enumerated::<PayRegion>("region", C::Region, OPEN, "Region it is for.").filter(),
        enumerated::<PayCategory>("category", C::Category, OPEN, "Whom it is for.").filter(),
        column("isStatutory", C::IsStatutory, OPEN, "Whether it is set by the state.").filter(),
    ])
    .links([to_many(
        "points",
        "PayPoint",
        pay_point::Column::PayScaleId,
        OPEN,
        "Its points with their amounts over time, by place.",
    )
    .ordered(pay_point::Column::Sort)
    .ordered(pay_point::Column::ValidFrom)])
    .ordered([C::Code])
}
