//! A school's January census.

use entity::register_census::{Column as C, Entity};
use graph::declare::{AS_IS, CODE, LINE, OPEN, Resource, column, owner, resource, text, to_one};

/// The declaration.
#[must_use]
pub fn register_census() -> Resource {
    resource(
        "RegisterCensus",
        Entity,
        owner(),
        OPEN,
        "The published counts of a school's January census. A count that the publisher withheld is null.",
    )
    .root(
        "registerCensuses",
        "January censuses, by URN and year; also those of schools that the register does not hold.",
    )
    .fields([
        text("urn", C::Urn, CODE, OPEN, "Unique reference number (URN) of the school.").filter(),
        text(
            "academicYear",
            C::AcademicYear,
            LINE,
            OPEN,
            "Academic year of the census: `2022/23` is the census of January 2023.",
        )
        .filter()
        .order(),
        text("schoolType", C::SchoolType, LINE, OPEN, "Type of school, in the words of the census."),
        column("roll", C::Roll, OPEN, "Pupils on roll (NOR).").filter().order(),
        column("girls", C::Girls, OPEN, "Girls on roll (NORG)."),
        column("boys", C::Boys, OPEN, "Boys on roll (NORB)."),
        column("ehcp", C::Ehcp, OPEN, "Pupils with an education, health and care plan."),
        column("senSupport", C::SenSupport, OPEN, "Pupils with SEN support."),
        column("eal", C::Eal, OPEN, "Pupils whose first language is known or believed not to be English."),
        column("english", C::English, OPEN, "Pupils whose first language is English."),
        column("unclassifiedLanguage", C::UnclassifiedLanguage, OPEN, "Pupils whose first language is not classified."),
        column("fsm", C::Fsm, OPEN, "Pupils eligible for free school meals on census day."),
        column("fsm6", C::Fsm6, OPEN, "Pupils eligible for free school meals at any time in the last six years."),
        column(
            "fsm6Roll",
            C::Fsm6Roll,
            OPEN,
            "Number of pupils that `fsm6` is a share of (NORFSMEVER). It differs from `roll`.",
        ),
        text(
            "withheld",
            C::Withheld,
            AS_IS,
            OPEN,
            "Counts that were withheld, each with the marker printed instead, such as `fsm6=SUPP eal=x`.",
        ),
    ])
    .links([to_one(
        "school",
        "RegisterSchool",
        C::RegisterSchoolId,
        OPEN,
        "The school; null where the register does not hold it.",
    )
    .back_list("censuses", OPEN, "Its January censuses, oldest first.")
    .ordered(C::AcademicYear)])
    .ordered([C::Urn, C::AcademicYear])
}
