//! The groups that pupils are compared by, as they were on the day of the fact.

use entity::codes::{SenProvision, Sex};
use entity::{pupil, sen_need, sen_record};
use graph::declare::{At, Day, Dimension, Key, Members, Other, Role, Test, at, dimension, enumeration, other};

use crate::platform::access::permission::{
    PUPIL_AGGREGATE, PUPIL_DIVERSITY_AGGREGATE, PUPIL_DIVERSITY_READ, PUPIL_FUNDING_AGGREGATE, PUPIL_FUNDING_READ,
    PUPIL_READ, PUPIL_SEN_AGGREGATE, PUPIL_SEN_READ,
};
use crate::pupils::support::{ever_six, has_plan, premium, provision, record};
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
            premium(pupil_id, on),
            Members::YesNo,
            Role::Protected,
            "Whether the pupil attracts pupil premium on the day, by the rule of `Pupil.pupilPremium`.",
        )
        .needs(PUPIL_AGGREGATE, PUPIL_READ),
        dimension(
            "FSM6",
            ever_six(pupil_id, on),
            Members::YesNo,
            Role::Protected,
            "Whether the free-meals criterion of pupil premium (PP_FSM) was met on the day or at any time in the six years before it.",
        )
        .needs(PUPIL_FUNDING_AGGREGATE, PUPIL_FUNDING_READ)
        .special()
        // Free meals are one reason of the premium: the difference of the two would reveal the others.
        .within(["PUPIL_PREMIUM"]),
        dimension(
            "SEN_PROVISION",
            provision(pupil_id, on),
            Members::Set(enumeration::<SenProvision>()),
            Role::Protected,
            "Special educational provision on the day.",
        )
        .needs(PUPIL_AGGREGATE, PUPIL_READ)
        .within(["EHCP"]),
        dimension(
            "EHCP",
            has_plan(pupil_id, on),
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
        .absent("Not known")
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
    year(years::year_group(pupil_id, on, None))
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

fn need(pupil_id: At, on: Day) -> Other {
    use sen_need::Column as N;
    let mut record = record("nr", pupil_id, on);
    record.tests.push(Test::Same(at("nr", sen_record::Column::Id), at("sn", N::SenRecordId)));
    other(
        "sn",
        sen_need::Entity,
        [Test::Same(at("sn", N::PupilId), pupil_id), Test::Number(at("sn", N::NeedRank), 1), Test::Exists(record)],
    )
}
