//! A school's January census.

use entity::register_census::{Column as C, Entity};
use graph::declare::{OPEN, Resource, column, owner, resource, text, to_one};

/// The declaration.
#[must_use]
pub fn register_census() -> Resource {
    resource(
        "RegisterCensus",
        Entity,
        owner(),
        OPEN,
        "What a school's January census counted, as published. A number that was withheld is null.",
    )
    .fields([
        text("urn", C::Urn, OPEN, "Unique reference number.").filter(),
        text("academicYear", C::AcademicYear, OPEN, "Such as `2022/23`: the census of January 2023.").filter().order(),
        text("schoolType", C::SchoolType, OPEN, "Kind of school, as the census has it."),
        column("roll", C::Roll, OPEN, "Pupils on roll.").filter().order(),
        column("girls", C::Girls, OPEN, "Girls."),
        column("boys", C::Boys, OPEN, "Boys."),
        column("ehcp", C::Ehcp, OPEN, "Pupils with an education, health and care plan."),
        column("senSupport", C::SenSupport, OPEN, "Pupils with SEN support."),
        column("eal", C::Eal, OPEN, "Pupils whose first language is known or believed not to be English."),
        column("english", C::English, OPEN, "Pupils whose first language is English."),
        column("unclassifiedLanguage", C::UnclassifiedLanguage, OPEN, "Pupils whose first language is not classified."),
        column("fsm", C::Fsm, OPEN, "Pupils eligible for free school meals."),
        column("fsm6", C::Fsm6, OPEN, "Pupils eligible in the last six years."),
        column(
            "fsm6Roll",
            C::Fsm6Roll,
            OPEN,
            "The pupils that the six-year count is a share of (NORFSMEVER): not the roll.",
        ),
        text("withheld", C::Withheld, OPEN, "Which numbers were withheld, each with the marker of the file."),
    ])
    .links([to_one("school", "RegisterSchool", C::RegisterSchoolId, OPEN, "The school, where the register has it.")])
    .ordered([C::AcademicYear])
}
