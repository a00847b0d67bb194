//! Care status of a pupil, for a time.

use entity::care_flag::{Column as C, Entity};
use entity::codes::CareKind;
use entity::pupil::Column as P;
use graph::declare::{OPEN, PROSE, Resource, column, enumerated, resource, text, to_one};

use crate::platform::access::compartment::CARE;
use crate::platform::access::permission::{LAC_READ, LAC_WRITE};
use crate::platform::access::reach::{of_pupil_now, of_school_and_class};

/// The declaration.
#[must_use]
pub fn care_flag() -> Resource {
    resource(
        "CareFlag",
        Entity,
        of_school_and_class(C::SchoolId, C::PupilId),
        LAC_READ,
        "A pupil's care status, for a time.",
    )
    .fields([
        enumerated::<CareKind>("kind", C::Kind, OPEN, "Which.").special(CARE).filter(),
        column("startsOn", C::StartsOn, OPEN, "First day.").filter().order(),
        column("endsOn", C::EndsOn, OPEN, "Last day; null while it is open.").filter(),
        text("detail", C::Detail, PROSE, OPEN, "More about it, in words.").special(CARE),
    ])
    .links([
        to_one("pupil", "Pupil", C::PupilId, OPEN, "The pupil.")
            .back("careFlags", LAC_READ, "Care status over time, newest first.")
            .newest_first(C::StartsOn)
            .touches("careFlags", LAC_READ.by(of_pupil_now(P::Id))),
        to_one("school", "School", C::SchoolId, OPEN, "The school at the time."),
    ])
    .ordered([C::StartsOn])
    .data_subject("Pupil", C::PupilId)
    .written(LAC_WRITE.by(of_pupil_now(C::PupilId)))
    .guarded([C::Kind, C::Detail], LAC_WRITE.by(of_pupil_now(C::PupilId)))
}
