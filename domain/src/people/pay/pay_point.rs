//! A point of a pay scale, with its amount from a day on.

use entity::pay_point::{Column as C, Entity};
use graph::declare::{OPEN, Resource, column, money, owner, resource, text, to_one};

/// The declaration.
#[must_use]
pub fn pay_point() -> Resource {
    resource("PayPoint", Entity, owner(), OPEN, "A point of a pay scale, with its amount from a day on.")
        .fields([
            text("point", C::Point, OPEN, "Such as `M6`.").filter(),
            column("position", C::Sort, OPEN, "Its place on the scale, from the lowest.").filter().order(),
            column("validFrom", C::ValidFrom, OPEN, "First day of this amount.").filter().order(),
            money("annualAmount", C::AnnualPence, OPEN, "Annual salary at full time.").filter().order(),
            text("nextPoint", C::NextPoint, OPEN, "The point an increment leads to; null at the top."),
        ])
        .links([to_one("scale", "PayScale", C::PayScaleId, OPEN, "The scale.")])
        .ordered([C::Sort])
}
