//! Child protection, for a time: that there is such a row is itself a secret.

use entity::codes::ProtectionKind;
use entity::protection_flag::{Column as C, Entity};
use entity::pupil::Column as P;
use graph::declare::{OPEN, PROSE, Resource, column, enumerated, resource, text, to_one};

use crate::platform::access::compartment::SAFEGUARDING;
use crate::platform::access::permission::{SAFEGUARDING_READ, SAFEGUARDING_WRITE};
use crate::platform::access::reach::{of_pupil_now, of_school_and_class};

/// The declaration.
#[must_use]
pub fn protection_flag() -> Resource {
    resource(
        "ProtectionFlag",
        Entity,
        of_school_and_class(C::SchoolId, C::PupilId),
        SAFEGUARDING_READ,
        "A child protection plan, for a time.",
    )
    .fields([
        enumerated::<ProtectionKind>("kind", C::Kind, OPEN, "Which.").special(SAFEGUARDING).filter(),
        column("startsOn", C::StartsOn, OPEN, "First day.").filter().order(),
        column("endsOn", C::EndsOn, OPEN, "Last day; null while it is open.").filter(),
        text("detail", C::Detail, PROSE, OPEN, "More about it, in words.").special(SAFEGUARDING),
    ])
    .links([
        to_one("pupil", "Pupil", C::PupilId, OPEN, "The pupil.")
            .back("protectionFlags", SAFEGUARDING_READ, "Child protection plans over time, newest first.")
            .newest_first(C::StartsOn)
            .touches("protectionFlags", SAFEGUARDING_READ.by(of_pupil_now(P::Id))),
        to_one("school", "School", C::SchoolId, OPEN, "The school at the time."),
    ])
    .ordered([C::StartsOn])
    .data_subject("Pupil", C::PupilId)
    .written(SAFEGUARDING_WRITE.by(of_pupil_now(C::PupilId)))
    .guarded([C::Kind, C::Detail], SAFEGUARDING_WRITE.by(of_pupil_now(C::PupilId)))
}
