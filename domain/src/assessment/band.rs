//! A band of a scale.

use entity::band::{Column as C, Entity};
use graph::declare::{CODE, LINE, OPEN, Resource, column, owner, resource, text, to_one};

/// The declaration.
#[must_use]
pub fn band() -> Resource {
    resource("Band", Entity, owner(), OPEN, "A band of a scale of judgement.")
        .fields([
            text("code", C::Code, CODE, OPEN, "Such as `WB`, `B`, `E`, `A`, `WA`.").filter(),
            text("label", C::Label, LINE, OPEN, "What the trust calls it, such as `Well below expected`."),
            column("position", C::Sort, OPEN, "Its place on the scale, from the lowest.").filter().order(),
            column("atOrAboveExpected", C::AtOrAbove, OPEN, "Whether it counts as at the expected level or above.")
                .filter(),
        ])
        .links([to_one("scale", "BandScale", C::BandScaleId, OPEN, "The scale.")
            .back_list("bands", OPEN, "Its bands, from the lowest to the highest.")
            .ordered(C::Sort)])
        .ordered([C::Sort])
}
