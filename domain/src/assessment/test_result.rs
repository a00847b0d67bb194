//! A result of a test: standardised, scaled or raw.

use entity::test_result::{Column as C, Entity};
use graph::declare::{LINE, OPEN, Resource, column, decimal, resource, text, to_one};

use crate::platform::access::permission::ASSESSMENT_READ;
use crate::platform::access::reach::of_school_and_class;

/// The declaration.
#[must_use]
pub fn test_result() -> Resource {
    resource(
        "TestResult",
        Entity,
        of_school_and_class(C::SchoolId, C::PupilId),
        ASSESSMENT_READ,
        "A pupil's result in a test.",
    )
    .fields([
        text("name", C::TestName, LINE, OPEN, "Which test.").filter(),
        column("takenOn", C::TakenOn, OPEN, "When it was taken.").filter().order(),
        decimal("raw", C::RawHundredths, 2, OPEN, "Marks."),
        decimal("maximum", C::MaxHundredths, 2, OPEN, "Marks there were to have."),
        decimal(
            "standardised",
            C::StandardisedHundredths,
            2,
            OPEN,
            "Standardised score: 100 is the mean, 15 a standard deviation.",
        )
        .filter()
        .order(),
        column("scaled", C::Scaled, OPEN, "Scaled score: 100 is the expected standard.").filter().order(),
        column("readingAgeMonths", C::ReadingAgeMonths, OPEN, "Reading age in months.").filter().order(),
        column("atOrAboveExpected", C::AtOrAbove, OPEN, "Whether it is at the expected level or above.").filter(),
    ])
    .links([
        to_one("pupil", "Pupil", C::PupilId, OPEN, "The pupil.")
            .back("testResults", ASSESSMENT_READ, "Standardised and other tests, newest first.")
            .newest_first(C::TakenOn),
        to_one("school", "School", C::SchoolId, OPEN, "The school at the time."),
        to_one("subject", "Subject", C::SubjectId, OPEN, "The subject."),
        to_one("point", "AssessmentPoint", C::AssessmentPointId, OPEN, "The point in the year it stands beside."),
    ])
    .ordered([C::TakenOn])
}
