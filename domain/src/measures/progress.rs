//! Progress between two assessment points over the pupils judged at both, by domain-model §5.5.

use entity::assessment::{Column as C, Entity};
use entity::{assessment, assessment_point, band};
use graph::declare::{
    Cube, Dimension, Formula, Key, Members, Quantity, Role, Term, Test, at, cube, dimension, fact, measure, other, sum,
};

use super::attainment::{beside, counting, dimensions, lower_band, settled};
use super::roll::POINT;

/// The alias of the earlier judgement.
const EARLIER: &str = "ea";
/// The alias of the earlier point.
const FROM: &str = "fr";
/// The alias of the earlier band.
const BAND: &str = "eb";

/// The point that progress is measured from, the one before where none is named.
fn from() -> Dimension {
    use assessment_point::Column as A;
    let between = other(
        "bp",
        assessment_point::Entity,
        [
            Test::Same(at("bp", A::TrustId), at(FROM, A::TrustId)),
            Test::Less(at(FROM, A::Sort), at("bp", A::Sort)),
            Test::Less(at("bp", A::Sort), at(POINT, A::Sort)),
        ],
    );
    dimension(
        "FROM_POINT",
        Key::Column(at(FROM, A::Name)),
        Members::Texts,
        Role::Slice(vec![Test::Not(Box::new(Test::Exists(between)))]),
        "The earlier point that progress is measured from, such as the baseline; the point just before where none is named.",
    )
    .labelled(at(FROM, A::Name), at(FROM, A::Sort))
}

/// The cube.
#[must_use]
pub(crate) fn progress() -> Cube {
    use Quantity::Here;
    use assessment_point::Column as A;
    let cube = cube(
        "progress",
        ("Progress", "ProgressRow"),
        Entity,
        counting("matched"),
        "How far pupils moved on the scale between two assessment points, over those judged at both on the same scale. Groups are \
         as on the day of the later point.",
    );
    let (sort, earlier) = (fact(C::BandSort), at(EARLIER, C::BandSort));
    let in_lowest = || Test::Not(Box::new(lower_band(at(BAND, band::Column::BandScaleId), sort, [])));
    let same = |column: C| Test::Same(at(EARLIER, column), fact(column));
    beside(cube)
        .join(EARLIER, assessment::Entity, [same(C::PupilId), same(C::SubjectId), same(C::Basis)])
        .join(FROM, assessment_point::Entity, [Test::Same(at(FROM, A::Id), at(EARLIER, C::AssessmentPointId))])
        .join(BAND, band::Entity, [Test::Same(at(BAND, band::Column::Id), at(EARLIER, C::BandId))])
        .facts([
            Test::Less(at(FROM, A::Sort), at(POINT, A::Sort)),
            Test::Same(at(BAND, band::Column::BandScaleId), at("bd", band::Column::BandScaleId)),
            settled("t", "la"),
            settled(EARLIER, "le"),
        ])
        .dimensions([from()])
        .dimensions(dimensions())
        .sums([
            sum("matched", Term::One, []),
            sum("steps", Term::Difference(sort, earlier), []),
            sum("above", Term::One, [Test::Less(earlier, sort)]),
            sum("below", Term::One, [Test::Less(sort, earlier)]),
            sum("expected", Term::One, [Test::Same(sort, earlier), Test::Not(Box::new(in_lowest()))]),
            sum("stuck", Term::One, [Test::Same(sort, earlier), in_lowest()]),
        ])
        .measures([
            measure(
                "averageSteps",
                Formula::Ratio(Here("steps"), Here("matched")),
                2,
                "Bands moved, on average over the pupils judged at both points: 0 is expected progress.",
            ),
            measure(
                "aboveExpectedProgress",
                Formula::Percent(Here("above"), Here("matched")),
                1,
                "Pupils in a higher band than before, in percent of those judged at both points.",
            ),
            measure(
                "expectedProgress",
                Formula::Percent(Here("expected"), Here("matched")),
                1,
                "Pupils in the same band as before, in percent of those judged at both points. Pupils in the lowest band both times are \
                 counted as `stuckInLowestBand` instead.",
            ),
            measure(
                "belowExpectedProgress",
                Formula::Percent(Here("below"), Here("matched")),
                1,
                "Pupils in a lower band than before, in percent of those judged at both points.",
            ),
            measure(
                "stuckInLowestBand",
                Formula::Percent(Here("stuck"), Here("matched")),
                1,
                "Pupils in the lowest band at both points, in percent of those judged at both: no steps, and no expected progress.",
            ),
            measure("matched", Formula::Total(Here("matched")), 0, "Pupils judged at both points, on the same scale."),
        ])
        .period(at(FROM, A::OnDate), at(POINT, A::OnDate))
}
