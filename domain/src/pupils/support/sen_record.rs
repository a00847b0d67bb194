//! A pupil's special educational provision over a time.

use entity::codes::SenRecordProvision;
use entity::pupil::Column as P;
use entity::sen_record::{Column as C, Entity};
use graph::declare::{LINE, OPEN, Resource, column, enumerated, object, resource, text, to_one};

use crate::platform::access::compartment::PUPIL_SEN;
use crate::platform::access::permission::{PUPIL_READ, PUPIL_SEN_READ, PUPIL_SEN_WRITE};
use crate::platform::access::reach::{of_pupil_now, of_school_and_class};

/// The declaration: the letter of the provision is a teacher's to plan with; needs and plan ask more.
#[must_use]
pub fn sen_record() -> Resource {
    resource(
        "SenRecord",
        Entity,
        of_school_and_class(C::SchoolId, C::PupilId),
        PUPIL_READ,
        "A pupil's special educational provision over a time.",
    )
    .fields([
        enumerated::<SenRecordProvision>("provision", C::Provision, OPEN, "What is provided.").filter(),
        column("startsOn", C::StartsOn, OPEN, "First day.").filter().order(),
        column("endsOn", C::EndsOn, OPEN, "Last day; null while it is open.").filter(),
        object(
            "plan",
            ("EhcPlan", "An education, health and care plan (EHCP)."),
            PUPIL_SEN_READ,
            "The education, health and care plan; its parts are null where there is none.",
            [
                text("authority", C::EhcpAuthority, LINE, OPEN, "Local authority that keeps it.").special(PUPIL_SEN),
                column("issuedOn", C::EhcpIssuedOn, OPEN, "When it was issued.").special(PUPIL_SEN),
                column("reviewDueOn", C::EhcpReviewDueOn, OPEN, "When its annual review is due.").special(PUPIL_SEN),
            ],
        ),
        column("reviewDueOn", C::EhcpReviewDueOn, PUPIL_SEN_READ, "When the annual review of the plan is due.")
            .special(PUPIL_SEN)
            .filter()
            .order(),
        text("topUpBand", C::TopUpBand, LINE, PUPIL_SEN_READ, "Band of top-up funding.").special(PUPIL_SEN).filter(),
    ])
    .links([
        to_one("pupil", "Pupil", C::PupilId, OPEN, "The pupil.")
            .back_one("sen", PUPIL_READ, "Special educational provision on `asOf`; null where there is none.")
            .dated(C::StartsOn, C::EndsOn)
            .back("senRecords", PUPIL_READ, "Special educational provision over time, newest first.")
            .newest_first(C::StartsOn)
            .touches("senRecords", PUPIL_READ.by(of_pupil_now(P::Id))),
        to_one("school", "School", C::SchoolId, OPEN, "The school at the time."),
    ])
    .ordered([C::StartsOn])
    .data_subject("Pupil", C::PupilId)
    .written(PUPIL_SEN_WRITE.by(of_pupil_now(C::PupilId)))
    .guarded(
        [C::EhcpAuthority, C::EhcpIssuedOn, C::EhcpReviewDueOn, C::TopUpBand],
        PUPIL_SEN_WRITE.by(of_pupil_now(C::PupilId)),
    )
}
