//! What a school said of a pupil's year group in an academic year.

use entity::pupil::Column as P;
use entity::pupil_year::{Column as C, Entity};
use graph::declare::{DeriveContext, LINE, OPEN, Resource, column, derived, resource, text, to_one};
use graph::{Kind, Value};

use crate::platform::academic_year::label;
use crate::platform::access::permission::{PUPIL_READ, PUPIL_WRITE};
use crate::platform::access::reach::{of_pupil_now, of_school_and_class};

/// The declaration.
#[must_use]
pub fn pupil_year() -> Resource {
    resource(
        "PupilYear",
        Entity,
        of_school_and_class(C::SchoolId, C::PupilId),
        PUPIL_READ,
        "The year group of a pupil in an academic year, as its school set it: at the entry, and in each year of which the \
         school said more. A year without a row follows from the latest row before it, one up each 1 September.",
    )
    .fields([
        column("startsOn", C::StartsOn, OPEN, "First day on which it holds: 1 September, or the day of entry.")
            .filter()
            .order(),
        column("firstYear", C::FirstYear, OPEN, "The calendar year in which the academic year begins.").filter().order(),
        derived("academicYear", [C::FirstYear], Kind::Text, OPEN, "The academic year, such as `2025/26`.", academic_year),
        column("ncYear", C::NcYear, OPEN, "National curriculum year group: 0 is Reception, negative is nursery.")
            .filter()
            .order(),
        text("registrationGroup", C::RegistrationGroup, LINE, OPEN, "Registration group in that year, such as `6M`.").filter(),
    ])
    .links([
        to_one("pupil", "Pupil", C::PupilId, OPEN, "The pupil.")
            .back("years", PUPIL_READ, "What schools said of the year group, newest first.")
            .newest_first(C::StartsOn)
            .touches("years", PUPIL_READ.by(of_pupil_now(P::Id))),
        to_one("school", "School", C::SchoolId, OPEN, "The school that said so."),
    ])
    .ordered([C::StartsOn])
    .owner_column(C::SchoolId)
    .written(PUPIL_WRITE.by(of_pupil_now(C::PupilId)))
}

fn academic_year(inputs: &[Value], _: &DeriveContext) -> Value {
    let year = inputs[0].as_int().and_then(|year| i32::try_from(year).ok());
    year.map_or(Value::Null, |year| Value::Text(label(year)))
}
