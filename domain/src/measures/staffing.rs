//! Staff counted: headcount, full-time equivalents, and pupils to each teacher, by domain-model §5.2.

use entity::codes::{ContractType, RoleCategory, WorkingPattern};
use entity::contract::{Column as C, Entity};
use entity::{post, school};
use graph::declare::{
    Cube, Day, Formula, Key, Members, Quantity, Role, Term, Test, at, counting, cube, dimension, enumeration, fact,
    measure, sum,
};

use super::levels::{Central, SCHOOL, its_school, levels};
use crate::platform::access::permission::{STAFF_AGGREGATE, STAFF_READ};
use crate::platform::access::reach::of_school_and_person;

/// The alias of the post.
const POST: &str = "po";
/// Teachers and school leaders.
const TEACHERS: &str = "TEACHERS";
/// Teaching assistants.
const ASSISTANTS: &str = "ASSISTANTS";
/// Decimal places of each contract's share: it is rounded to three when the sum is written.
const FTE_PLACES: u8 = 9;
/// What a central contract has for a school.
const CENTRAL: &str = "Central team";

/// The cube.
#[must_use]
pub(crate) fn staffing() -> Cube {
    use Quantity::{Here, InCube};
    use RoleCategory::{Leadership, Teacher, TeachingAssistant};
    let role = at(POST, post::Column::RoleCategory);
    let of = |roles: &[RoleCategory]| [Test::among(role, roles.iter().copied())];
    let fte = Term::Share(fact(C::HoursPerWeekHundredths), fact(C::FullTimeHoursHundredths), FTE_PLACES);
    cube(
        "staffing",
        ("Staffing", "StaffingRow"),
        Entity,
        counting(STAFF_AGGREGATE, STAFF_READ, of_school_and_person(C::SchoolId, C::PersonId), Some("headcount")),
        "How many people work for the trust on a day, by their open contracts.",
    )
    .join(POST, post::Entity, [Test::Same(at(POST, post::Column::Id), fact(C::PostId))])
    .maybe(SCHOOL, school::Entity, its_school(fact(C::SchoolId)))
    .facts([Test::Covers(fact(C::StartsOn), fact(C::EndsOn), Day::Asked)])
    .dimensions(levels(fact(C::SchoolId), Day::Asked, Some(Central { name: CENTRAL, trust: fact(C::TrustId) })))
    .dimensions([
        dimension(
            "STAFF_GROUP",
            Key::Grouped(role, vec![(TEACHERS, vec![Teacher.code(), Leadership.code()]), (ASSISTANTS, vec![TeachingAssistant.code()])], "OTHERS"),
            Members::Texts,
            Role::Group,
            "Teachers and school leaders together (TEACHERS), ASSISTANTS, or OTHERS.",
        ),
        dimension(
            "ROLE_CATEGORY",
            Key::Column(role),
            Members::Set(enumeration::<RoleCategory>()),
            Role::Group,
            "What the post is for.",
        )
        .within(["STAFF_GROUP"]),
        dimension(
            "CONTRACT_TYPE",
            Key::Column(fact(C::ContractType)),
            Members::Set(enumeration::<ContractType>()),
            Role::Group,
            "What kind of contract it is.",
        ),
        dimension(
            "WORKING_PATTERN",
            Key::Column(fact(C::WorkingPattern)),
            Members::Set(enumeration::<WorkingPattern>()),
            Role::Group,
            "How its hours lie.",
        ),
    ])
    .sums([
        sum("headcount", Term::Distinct(fact(C::PersonId)), []),
        sum("fte", fte, []),
        sum("teacherFte", fte, of(&[Teacher, Leadership])).about("STAFF_GROUP"),
        sum("adultFte", fte, of(&[Teacher, Leadership, TeachingAssistant])).about("STAFF_GROUP"),
    ])
    .measures([
        measure(
            "headcount",
            Formula::Total(Here("headcount")),
            0,
            "Different persons with an open contract on the day: one with posts in two schools counts in both and once in the trust.",
        ),
        measure(
            "fte",
            Formula::Total(Here("fte")),
            3,
            "Full-time equivalents: hours over full-time hours of each open contract, at most 1 each.",
        ),
        measure(
            "teacherFte",
            Formula::Total(Here("teacherFte")),
            3,
            "Full-time equivalents of contracts in posts of teachers and of school leaders.",
        ),
        measure(
            "pupilTeacherRatio",
            Formula::Ratio(InCube("roll", "pupils"), Here("teacherFte")),
            1,
            "Pupils on roll to each full-time equivalent of a teacher or school leader. Known by school, phase and joining only.",
        ),
        measure(
            "pupilAdultRatio",
            Formula::Ratio(InCube("roll", "pupils"), Here("adultFte")),
            1,
            "Pupils on roll to each full-time equivalent of a teacher, school leader or teaching assistant. Known by school, phase \
             and joining only.",
        ),
    ])
    .as_of()
}
