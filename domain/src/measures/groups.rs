//! The groups that pupils are compared by, as they were on the day of the fact.

use entity::codes::{CareKind, FundingKind, SenProvision, SenRecordProvision, Sex};
use entity::{care_flag, funding_flag, pupil, sen_need, sen_record};
use graph::declare::{At, Day, Dimension, Key, Members, Other, Role, Test, at, dimension, enumeration, other};
use sea_orm::EntityTrait;

use crate::platform::access::permission::{
    PUPIL_AGGREGATE, PUPIL_DIVERSITY_AGGREGATE, PUPIL_DIVERSITY_READ, PUPIL_FUNDING_AGGREGATE, PUPIL_FUNDING_READ,
    PUPIL_READ, PUPIL_SEN_AGGREGATE, PUPIL_SEN_READ,
};
use crate::pupils::years;

/// The alias under which a cube joins the pupil of its facts.
pub(crate) const PUPIL: &str = "p";

/// The join of a fact's pupil.
pub(crate) fn its_pupil(pupil_id: At) -> [Test; 1] {
    [Test::Same(at(PUPIL, pupil::Column::Id), pupil_id)]
}

/// The groups of the pupils of a fact, on a day.
pub(crate) fn groups(pupil_id: At, on: Day) -> Vec<Dimension> {
    use pupil::Column as P;
    vec![
        dimension(
            "SEX",
            Key::Column(at(PUPIL, P::Sex)),
            Members::Set(enumeration::<Sex>()),
            Role::Group,
            "Sex as recorded for the school census.",
        )
        .needs(PUPIL_AGGREGATE, PUPIL_READ),
        dimension(
            "PUPIL_PREMIUM",
            Key::AnyOf(vec![funded("fp", &[FundingKind::Fsm6, FundingKind::PpFsm], pupil_id, on), cared_for(pupil_id, on)]),
            Members::YesNo,
            Role::Protected,
            "Whether disadvantaged on the day: free meals in six years, looked after or previously looked after.",
        )
        .needs(PUPIL_AGGREGATE, PUPIL_READ),
        dimension(
            "FSM6",
            Key::AnyOf(vec![funded("f6", &[FundingKind::Fsm6], pupil_id, on)]),
            Members::YesNo,
            Role::Protected,
            "Whether eligible for free school meals at any time in the six years before the day.",
        )
        .needs(PUPIL_FUNDING_AGGREGATE, PUPIL_FUNDING_READ)
        .special()
        // Free meals are one reason of the premium: the difference of the two would reveal the others.
        .within(["PUPIL_PREMIUM"]),
        dimension(
            "SEN_PROVISION",
            Key::LeastOf(provision("sp", pupil_id, on, None), at("sp", sen_record::Column::Provision), Some(SenProvision::None.code())),
            Members::Set(enumeration::<SenProvision>()),
            Role::Protected,
            "Special educational provision on the day.",
        )
        .needs(PUPIL_AGGREGATE, PUPIL_READ)
        .within(["EHCP"]),
        dimension(
            "EHCP",
            Key::AnyOf(vec![Test::Exists(provision("eh", pupil_id, on, Some(SenRecordProvision::Ehcp)))]),
            Members::YesNo,
            Role::Protected,
            "Whether there was an education, health and care plan on the day.",
        )
        .needs(PUPIL_AGGREGATE, PUPIL_READ),
        dimension(
            "SEN_NEED",
            Key::LeastOf(need(pupil_id, on), at("sn", sen_need::Column::NeedType), Some("NONE")),
            Members::Texts,
            Role::Protected,
            "The primary need of the special educational provision on the day, by code of the census; NONE without provision.",
        )
        .needs(PUPIL_SEN_AGGREGATE, PUPIL_SEN_READ)
        .special()
        // No need is no provision, and a plan is a provision.
        .within(["SEN_PROVISION"]),
        dimension(
            "EAL",
            Key::Column(at(PUPIL, P::Eal)),
            Members::YesNo,
            Role::Group,
            "Whether English is an additional language.",
        )
        .needs(PUPIL_AGGREGATE, PUPIL_READ),
        dimension(
            "ETHNICITY",
            Key::Column(at(PUPIL, P::Ethnicity)),
            Members::Texts,
            Role::Protected,
            "Ethnicity, by code of the census list.",
        )
        .absent("Not recorded")
        .needs(PUPIL_DIVERSITY_AGGREGATE, PUPIL_DIVERSITY_READ)
        .special(),
    ]
}

/// The year group on a day.
pub(crate) fn year_group(pupil_id: At, on: Day) -> Dimension {
    year(years::year_group(pupil_id, on))
}

/// The year group by a key.
pub(crate) fn year(key: Key) -> Dimension {
    dimension(
        "YEAR_GROUP",
        key,
        Members::Numbers,
        Role::Level,
        "The national curriculum year group on the day: 0 is Reception, negative is nursery.",
    )
    .called(year_name)
}

/// `Year 6`, `Reception`, `Nursery`.
fn year_name(year: i64) -> String {
    match year {
        0 => "Reception".to_owned(),
        year if year < 0 => "Nursery".to_owned(),
        year => format!("Year {year}"),
    }
}

fn flag<E: EntityTrait>(
    (alias, entity): (&'static str, E),
    (pupil, kind): (At, At),
    (starts, ends): (At, At),
    kinds: impl IntoIterator<Item = impl Into<&'static str>>,
    (pupil_id, on): (At, Day),
) -> Test {
    Test::Exists(other(
        alias,
        entity,
        [Test::Same(pupil, pupil_id), Test::among(kind, kinds), Test::Covers(starts, ends, on)],
    ))
}

fn funded(alias: &'static str, kinds: &[FundingKind], pupil_id: At, on: Day) -> Test {
    use funding_flag::Column as F;
    flag(
        (alias, funding_flag::Entity),
        (at(alias, F::PupilId), at(alias, F::Kind)),
        (at(alias, F::StartsOn), at(alias, F::EndsOn)),
        kinds.iter().copied(),
        (pupil_id, on),
    )
}

fn cared_for(pupil_id: At, on: Day) -> Test {
    use care_flag::Column as C;
    flag(
        ("cf", care_flag::Entity),
        (at("cf", C::PupilId), at("cf", C::Kind)),
        (at("cf", C::StartsOn), at("cf", C::EndsOn)),
        [CareKind::Lac, CareKind::Plac],
        (pupil_id, on),
    )
}

fn provision(alias: &'static str, pupil_id: At, on: Day, of: Option<SenRecordProvision>) -> Other {
    use sen_record::Column as R;
    let mut tests = vec![
        Test::Same(at(alias, R::PupilId), pupil_id),
        Test::Covers(at(alias, R::StartsOn), at(alias, R::EndsOn), on),
    ];
    tests.extend(of.map(|provision| Test::among(at(alias, R::Provision), [provision])));
    other(alias, sen_record::Entity, tests)
}

fn need(pupil_id: At, on: Day) -> Other {
    use sen_need::Column as N;
    let mut record = provision("nr", pupil_id, on, None);
    record.tests.push(Test::Same(at("nr", sen_record::Column::Id), at("sn", N::SenRecordId)));
    other(
        "sn",
        sen_need::Entity,
        [Test::Same(at("sn", N::PupilId), pupil_id), Test::Number(at("sn", N::NeedRank), 1), Test::Exists(record)],
    )
}
