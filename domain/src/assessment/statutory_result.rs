//! A result of a national assessment, the phonics check and its strands included.

use entity::codes::ResultMethod;
use entity::statutory_result::{Column as C, Entity};
use graph::declare::{CODE, LINE, OPEN, Resource, column, enumerated, resource, text, to_one};

use crate::platform::access::permission::ASSESSMENT_READ;
use crate::platform::access::reach::of_school_and_class;

/// The declaration.
#[must_use]
pub fn statutory_result() -> Resource {
    resource(
        "StatutoryResult",
        Entity,
        of_school_and_class(C::SchoolId, C::PupilId),
        ASSESSMENT_READ,
        "A pupil's result in a national assessment; the phonics check and each of its strands are results of their \
         own.",
    )
    .root("statutoryResults", "Results of national assessments.")
    .fields([
        text("keyStage", C::KeyStage, CODE, OPEN, "Such as `KS1`.").filter(),
        text("subjectCode", C::SubjectCode, CODE, OPEN, "Subject, as the national assessment names it.").filter(),
        text("component", C::Component, CODE, OPEN, "Part, such as `PHONICS_CHECK`, `DECODING`, `BLENDING`.")
            .filter()
            .order(),
        enumerated::<ResultMethod>("method", C::Method, OPEN, "How it came about.").filter(),
        text("value", C::Value, LINE, OPEN, "The result as it is reported.").filter(),
        column("score", C::Score, OPEN, "Marks or scaled score.").filter().order(),
        column("metStandard", C::MetStandard, OPEN, "Whether the standard was met.").filter(),
        column("year", C::Year, OPEN, "The year in which the school year ended.").filter().order(),
        column("takenOn", C::TakenOn, OPEN, "When it was taken.").filter(),
    ])
    .links([
        to_one("pupil", "Pupil", C::PupilId, OPEN, "The pupil.")
            .back(
                "statutoryResults",
                ASSESSMENT_READ,
                "Results of national assessments, phonics included, newest first.",
            )
            .newest_first(C::Year),
        to_one("school", "School", C::SchoolId, OPEN, "The school at the time."),
    ])
    .ordered([C::Year])
}
