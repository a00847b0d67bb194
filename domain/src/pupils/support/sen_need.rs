//! One of the needs that a pupil's provision is for.

use entity::sen_need::{Column as C, Entity};
use graph::declare::{CODE, OPEN, Resource, column, resource, text, to_one};

use crate::platform::access::compartment::PUPIL_SEN;
use crate::platform::access::permission::{PUPIL_SEN_READ, PUPIL_SEN_WRITE};
use crate::platform::access::reach::{of_pupil_now, of_school_and_class};

/// The census list of types of need.
pub const TYPES: [&str; 14] =
    ["SPLD", "MLD", "SLD", "PMLD", "SEMH", "SLCN", "ASD", "HI", "VI", "MSI", "PD", "OTH", "NSA", "DS"];

/// The declaration.
#[must_use]
pub fn sen_need() -> Resource {
    resource(
        "SenNeed",
        Entity,
        of_school_and_class(C::SchoolId, C::PupilId),
        PUPIL_SEN_READ,
        "One of the needs that a pupil's provision is for.",
    )
    .fields([
        column("rank", C::NeedRank, OPEN, "1 is the primary need.").special(PUPIL_SEN).filter().order(),
        text("type", C::NeedType, CODE, OPEN, "Official code, such as `SLCN`.").special(PUPIL_SEN).filter(),
    ])
    .links([
        to_one("record", "SenRecord", C::SenRecordId, OPEN, "The provision.")
            .back_list("needs", PUPIL_SEN_READ, "The needs, the first one first.")
            .ordered(C::NeedRank)
            .touches("needs", PUPIL_SEN_READ),
        to_one("pupil", "Pupil", C::PupilId, OPEN, "The pupil."),
    ])
    .ordered([C::NeedRank])
    .data_subject("Pupil", C::PupilId)
    .written(PUPIL_SEN_WRITE.by(of_pupil_now(C::PupilId)))
    .guarded([C::NeedRank, C::NeedType], PUPIL_SEN_WRITE.by(of_pupil_now(C::PupilId)))
}
