//! Why a pupil is funded, for a time.

use entity::codes::FundingKind;
use entity::funding_flag::{Column as C, Entity};
use entity::pupil::Column as P;
use graph::declare::{OPEN, PROSE, Resource, column, enumerated, resource, text, to_one};

use crate::platform::access::permission::{PUPIL_FUNDING_READ, PUPIL_FUNDING_WRITE};
use crate::platform::access::reach::{of_pupil_now, of_school_and_class};

/// The declaration.
#[must_use]
pub fn funding_flag() -> Resource {
    resource(
        "FundingFlag",
        Entity,
        of_school_and_class(C::SchoolId, C::PupilId),
        PUPIL_FUNDING_READ,
        "A reason for which a pupil is funded, for a time.",
    )
    .fields([
        enumerated::<FundingKind>("kind", C::Kind, OPEN, "Which.").filter(),
        column("startsOn", C::StartsOn, OPEN, "First day.").filter().order(),
        column("endsOn", C::EndsOn, OPEN, "Last day; null while it is open.").filter(),
        text("detail", C::Detail, PROSE, OPEN, "More about it, in words."),
    ])
    .links([
        to_one("pupil", "Pupil", C::PupilId, OPEN, "The pupil.")
            .back("fundingFlags", PUPIL_FUNDING_READ, "Why the child is funded, over time, newest first.")
            .newest_first(C::StartsOn)
            .touches("fundingFlags", PUPIL_FUNDING_READ.by(of_pupil_now(P::Id))),
        to_one("school", "School", C::SchoolId, OPEN, "The school at the time."),
    ])
    .ordered([C::StartsOn])
    .written(PUPIL_FUNDING_WRITE.by(of_pupil_now(C::PupilId)))
}
