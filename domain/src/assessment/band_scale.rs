//! The trust's scale of judgement, dated and versioned, to which all schools report.

use entity::band;
use entity::band_scale::{Column as C, Entity};
use graph::declare::{OPEN, Resource, column, owner, resource, text, to_list};

/// The declaration.
#[must_use]
pub fn band_scale() -> Resource {
    resource("BandScale", Entity, owner(), OPEN, "A scale of judgement, such as the five point-in-time (PITA) bands.")
        .root("bandScales", "Scales of judgement, with their bands.")
        .fields([
            text("name", C::Name, OPEN, "What it is called.").filter().order(),
            column("version", C::Version, OPEN, "Its version, rising: steps are only counted within one version.")
                .filter()
                .order(),
            column("startsOn", C::StartsOn, OPEN, "First day on which it is used.").filter(),
            column("isDefault", C::IsDefault, OPEN, "Whether judgements are given on it unless said otherwise.")
                .filter(),
        ])
        .links([to_list(
            "bands",
            "Band",
            band::Column::BandScaleId,
            OPEN,
            "Its bands, from the lowest to the highest.",
        )
        .ordered(band::Column::Sort)])
        .ordered([C::Name, C::Version])
}
