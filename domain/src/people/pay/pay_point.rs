//! A point of a pay scale, with its amount from a given day.

use entity::pay_point::{Column as C, Entity};
use graph::declare::{CODE, OPEN, Resource, column, money, owner, resource, text, to_one};

/// The declaration.
#[must_use]
pub fn pay_point() -> Resource {
    resource(
        "PayPoint",
        Entity,
        owner(),
        OPEN,
        "A point of a pay scale, with its amount from `validFrom` until the next amount of the same point.",
    )
    .fields([
        text("point", C::Point, CODE, OPEN, "Name of the point, such as `M6`.").filter(),
        column("position", C::Sort, OPEN, "Position on the scale: 1 is the lowest point.").filter().order(),
        column("validFrom", C::ValidFrom, OPEN, "First day on which this amount applies.").filter().order(),
        money("annualAmount", C::AnnualPence, OPEN, "Annual full-time salary.").filter().order(),
        text(
            "nextPoint",
            C::NextPoint,
            CODE,
            OPEN,
            "The point that the next increment leads to; null at the top of the scale.",
        ),
    ])
    .links([to_one("scale", "PayScale", C::PayScaleId, OPEN, "The scale.")
        .back("points", OPEN, "Points of the scale with their amounts over time, by `position` and `validFrom`.")
        .ordered(C::Sort)
        .ordered(C::ValidFrom)])
    .ordered([C::Sort])
}
