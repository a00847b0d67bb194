//! Attainment: how many pupils stand at the expected level or above it, by domain-model §5.5.

use entity::assessment::{Column as C, Entity};
use entity::codes::{AssessmentBasis, AssessmentStage};
use entity::{assessment, assessment_point, band, class, pupil, school, subject};
use graph::declare::{
    At, Counting, Cube, Day, Dimension, Formula, Key, Members, Quantity, Role, Term, Test, at, cube, dimension, fact,
    measure, other, sum,
};

use super::groups::{PUPIL, groups, its_pupil, year};
use super::levels::{SCHOOL, its_school, levels};
use super::roll::{POINT, point};
use crate::platform::access::permission::{ASSESSMENT_AGGREGATE, ASSESSMENT_READ};
use crate::platform::access::reach::of_school_and_class;

/// The alias of the band.
const BAND: &str = "bd";
/// The alias of the subject.
const SUBJECT: &str = "su";
/// The alias of the class.
const CLASS: &str = "cl";

/// Who may count judgements.
pub(crate) fn counting(people: &'static str) -> Counting {
    graph::declare::counting(
        ASSESSMENT_AGGREGATE,
        ASSESSMENT_READ,
        of_school_and_class(C::SchoolId, C::PupilId),
        Some(people),
    )
}

/// The tables beside a judgement.
pub(crate) fn beside(cube: Cube) -> Cube {
    cube.join(
        POINT,
        assessment_point::Entity,
        [Test::Same(at(POINT, assessment_point::Column::Id), fact(C::AssessmentPointId))],
    )
    .join(SUBJECT, subject::Entity, [Test::Same(at(SUBJECT, subject::Column::Id), fact(C::SubjectId))])
    .join(BAND, band::Entity, [Test::Same(at(BAND, band::Column::Id), fact(C::BandId))])
    .join(SCHOOL, school::Entity, its_school(fact(C::SchoolId)))
    .join(PUPIL, pupil::Entity, its_pupil(fact(C::PupilId)))
    .maybe(CLASS, class::Entity, [Test::Same(at(CLASS, class::Column::Id), fact(C::ClassId))])
}

/// The last stage of a judgement: one that was moderated or standardised stands for itself, not for what it was before.
pub(crate) fn settled(alias: &'static str, beside: &'static str) -> Test {
    use AssessmentStage::{Moderated, Raw, Standardised};
    let of = |column: C| (at(alias, column), at(beside, column));
    let same = [C::PupilId, C::SubjectId, C::AssessmentPointId, C::Basis].map(of).map(|(a, b)| Test::Same(a, b));
    let stage = |at: At, stages: &[AssessmentStage]| Test::among(at, stages.iter().copied());
    let (this, that) = of(C::Stage);
    let after = Test::Any(vec![
        Test::All(vec![stage(this, &[Raw]), stage(that, &[Moderated, Standardised])]),
        Test::All(vec![stage(this, &[Moderated]), stage(that, &[Standardised])]),
    ]);
    let later = other(beside, assessment::Entity, same.into_iter().chain([after]));
    Test::Not(Box::new(Test::Exists(later)))
}

/// A lower band of the scale of a judgement's, for which more holds.
pub(crate) fn lower_band(band_scale: At, sort: At, more: impl IntoIterator<Item = Test>) -> Test {
    use band::Column as B;
    let tests = [Test::Same(at("lb", B::BandScaleId), band_scale), Test::Less(at("lb", B::Sort), sort)];
    Test::Exists(other("lb", band::Entity, tests.into_iter().chain(more)))
}

/// The dimensions of judgements: point, subject, basis; school, year, class; the groups on the day of the point.
pub(crate) fn dimensions() -> Vec<Dimension> {
    let on = Day::Of(at(POINT, assessment_point::Column::OnDate));
    let mut all = vec![
        point(),
        dimension(
            "SUBJECT",
            Key::Column(at(SUBJECT, subject::Column::Code)),
            Members::Texts,
            Role::Slice(Vec::new()),
            "The subject, by code, such as `MAT`.",
        )
        .labelled(at(SUBJECT, subject::Column::Name), at(SUBJECT, subject::Column::Sort)),
        dimension(
            "BASIS",
            Key::Column(fact(C::Basis)),
            Members::Set(graph::declare::enumeration::<AssessmentBasis>()),
            Role::Slice(vec![Test::among(fact(C::Basis), [AssessmentBasis::Teacher, AssessmentBasis::Both])]),
            "What the judgement rests on; teachers' judgements where nothing is named.",
        ),
    ];
    all.extend(levels(fact(C::SchoolId), on, None));
    all.push(year(Key::Column(fact(C::NcYear))));
    all.push(
        dimension(
            "CLASS",
            Key::Column(fact(C::ClassId)),
            Members::Rows("Class"),
            Role::Level,
            "The class the judgement was given in.",
        )
        .labelled(at(CLASS, class::Column::Name), at(CLASS, class::Column::NameFold))
        .within(["SCHOOL", "YEAR_GROUP"])
        .absent("No class"),
    );
    all.extend(groups(fact(C::PupilId), on));
    all
}

/// The cube.
#[must_use]
pub(crate) fn attainment() -> Cube {
    use Quantity::{Here, InCube};
    let on = at(POINT, assessment_point::Column::OnDate);
    let expected_below = lower_band(
        at(BAND, band::Column::BandScaleId),
        fact(C::BandSort),
        [Test::Is(at("lb", band::Column::AtOrAbove), true)],
    );
    let cube = cube(
        "attainment",
        ("Attainment", "AttainmentRow"),
        Entity,
        counting("assessed"),
        "How pupils stand against the expected level in a subject, at an assessment point.",
    );
    beside(cube)
        .facts([settled("t", "la")])
        .dimensions(dimensions())
        .sums([
            sum("assessed", Term::One, []),
            sum("expected", Term::One, [Test::Is(fact(C::AtOrAbove), true)]),
            sum("above", Term::One, [expected_below]),
        ])
        .measures([
            measure(
                "atExpectedOrAbove",
                Formula::Percent(Here("expected"), Here("assessed")),
                1,
                "Pupils judged at or above the expected level, in percent of the pupils judged in the subject at the point. Who was not \
                 judged is in neither number.",
            ),
            measure(
                "aboveExpected",
                Formula::Percent(Here("above"), Here("assessed")),
                1,
                "Pupils judged in a band above the lowest that counts as expected, in percent of the pupils judged.",
            ),
            measure("assessed", Formula::Total(Here("assessed")), 0, "Pupils judged in the subject at the point, each by the last stage of the judgement."),
            measure(
                "coverage",
                Formula::Percent(Here("assessed"), InCube("rollAtPoint", "pupils")),
                1,
                "Pupils judged, in percent of the pupils on roll on the day of the point. Not known by class.",
            ),
        ])
        .completeness(Here("assessed"), InCube("rollAtPoint", "pupils"))
        .period(on, on)
}
