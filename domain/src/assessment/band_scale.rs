//! The trust's scale of judgement, dated and versioned, to which all schools report.

use entity::band_scale::{Column as C, Entity};
use graph::declare::{LINE, OPEN, Resource, column, owner, resource, text};

/// The declaration.
#[must_use]
pub fn band_scale() -> Resource {
    resource("BandScale", Entity, owner(), OPEN, "A scale of judgement, such as the five point-in-time (PITA) bands.")
        .root("bandScales", "Scales of judgement, with their bands.")
        .fields([
            text("name", C::Name, LINE, OPEN, "What it is called.").filter().order(),
            column("version", C::Version, OPEN, "Its version, rising: steps are only counted within one version.")
                .filter()
                .order(),
            column("startsOn", C::StartsOn, OPEN, "First day on which it is used.").filter(),
            column("isDefault", C::IsDefault, OPEN, "Whether judgements use this scale where no other is named.")
                .filter(),
        ])
        .ordered([C::Name, C::Version])
}
