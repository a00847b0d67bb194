//! Pupils on roll, on a day and at each assessment point.

use entity::enrolment::{Column as E, Entity};
use entity::{assessment_point, pupil, school};
use graph::declare::{
    Counting, Cube, Day, Dimension, FACT, Formula, Key, Members, Owner, Quantity, Role, Term, Test, at, col, cube,
    dimension, fact, measure, other, owner, sum,
};

use super::groups::{PUPIL, groups, its_pupil, year_group};
use super::levels::{SCHOOL as SCHOOL_ALIAS, its_school, levels};
use crate::platform::access::permission::{PUPIL_AGGREGATE, PUPIL_READ};
use crate::platform::access::reach::{OWN_CLASSES, SCHOOL, taught_today};
use crate::pupils::roll::on_roll;

/// The alias of the assessment point.
pub(crate) const POINT: &str = "pt";

/// The school of the time, and who teaches the pupil today.
fn enrolled() -> Owner {
    owner().reached(SCHOOL, col(E::SchoolId)).reached(OWN_CLASSES, taught_today(E::PupilId))
}

fn counting() -> Counting {
    graph::declare::counting(PUPIL_AGGREGATE, PUPIL_READ, enrolled(), Some("pupils"))
}

fn dimensions(on: Day) -> Vec<Dimension> {
    let mut all: Vec<Dimension> = levels(fact(E::SchoolId), on, None).into();
    all.push(year_group(fact(E::PupilId), on));
    all.extend(groups(fact(E::PupilId), on));
    all
}

fn beside(cube: Cube) -> Cube {
    cube.join(SCHOOL_ALIAS, school::Entity, its_school(fact(E::SchoolId))).join(
        PUPIL,
        pupil::Entity,
        its_pupil(fact(E::PupilId)),
    )
}

/// Pupils on roll on a day.
#[must_use]
pub(crate) fn roll() -> Cube {
    let cube = cube(
        "roll",
        ("Roll", "RollRow"),
        Entity,
        counting(),
        "How many pupils are on roll on a day: registered as current or as main of two schools, each once.",
    );
    beside(cube)
        .facts(on_roll(FACT, Day::Asked))
        .dimensions(dimensions(Day::Asked))
        .sums([sum("pupils", Term::One, [])])
        .measures([measure(
            "pupils",
            Formula::Total(Quantity::Here("pupils")),
            0,
            "Pupils with an open enrolment on the day whose status is current or main; guests and subsidiary registrations are \
             left out.",
        )
        // Version 2: the last day on roll counts.
        .version(2)])
        .as_of()
}

/// Pupils on roll on the day of each assessment point: what judgements are held against.
#[must_use]
pub(crate) fn roll_at_point() -> Cube {
    use assessment_point::Column as A;
    let cube = cube(
        "rollAtPoint",
        ("RollAtPoint", "RollAtPointRow"),
        Entity,
        counting(),
        "How many pupils were on roll at an assessment point.",
    );
    let on = Day::Of(at(POINT, A::OnDate));
    beside(cube.join(POINT, assessment_point::Entity, [Test::Same(at(POINT, A::TrustId), fact(E::TrustId))]))
        .facts(on_roll(FACT, on))
        .dimensions([point()])
        .dimensions(dimensions(on))
        .sums([sum("pupils", Term::One, [])])
        .hidden()
}

/// The assessment point, the latest that has come where none is named.
pub(crate) fn point() -> Dimension {
    use assessment_point::Column as A;
    let later = other(
        "lp",
        assessment_point::Entity,
        [
            Test::Same(at("lp", A::TrustId), at(POINT, A::TrustId)),
            Test::Begun(at("lp", A::OnDate), Day::Today),
            Test::Less(at(POINT, A::Sort), at("lp", A::Sort)),
        ],
    );
    let latest = vec![Test::Begun(at(POINT, A::OnDate), Day::Today), Test::Not(Box::new(Test::Exists(later)))];
    dimension(
        "POINT",
        Key::Column(at(POINT, A::Name)),
        Members::Texts,
        Role::Slice(latest),
        "The assessment point, by name, such as `2025/26 SPR2`.",
    )
    .labelled(at(POINT, A::Name), at(POINT, A::Sort))
}
