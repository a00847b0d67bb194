//! Attainment computed a second time from the rows, without the engine.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;
use entity::{assessment, assessment_point, care_flag, class, funding_flag, pupil, school, sen_record, subject};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use tests::{TODAY, World, run};
use uuid::Uuid;

/// A judgement with its member in each dimension, by label.
#[derive(Clone, Debug)]
pub struct Judged {
    /// Whether it is at the expected level or above.
    pub expected: bool,
    /// The members, by dimension.
    pub members: BTreeMap<&'static str, String>,
    /// The pupil's school at the time, and now.
    pub schools: BTreeSet<Uuid>,
}

/// The settled judgements of teachers in a subject at the latest point, in the demo trust.
pub fn judged(world: &World, code: &str) -> Vec<Judged> {
    let tenant = world.caller("ceo").tenant;
    macro_rules! all {
        ($table:ident) => {
            run($table::Entity::find().filter($table::Column::TrustId.eq(tenant)).all(&world.db)).expect("it reads")
        };
    }
    let point =
        all!(assessment_point).into_iter().filter(|p| p.on_date <= TODAY).max_by_key(|p| p.sort).expect("a point");
    let subject = all!(subject).into_iter().find(|subject| subject.code == code).expect("a subject");
    let schools: HashMap<Uuid, school::Model> = all!(school).into_iter().map(|s| (s.id, s)).collect();
    let classes: HashMap<Uuid, class::Model> = all!(class).into_iter().map(|c| (c.id, c)).collect();
    let pupils: HashMap<Uuid, pupil::Model> = all!(pupil).into_iter().map(|p| (p.id, p)).collect();
    let on = point.on_date;
    let covers = |starts: NaiveDate, ends: Option<NaiveDate>| starts <= on && ends.is_none_or(|ends| ends >= on);
    let six_years = |ends: NaiveDate| ends >= on - chrono::Months::new(72);
    let mut premium: BTreeSet<Uuid> = BTreeSet::new();
    for flag in all!(funding_flag) {
        if flag.kind.code() == "PP_FSM" && flag.starts_on <= on && flag.ends_on.is_none_or(six_years) {
            premium.insert(flag.pupil_id);
        }
    }
    for flag in all!(care_flag).into_iter().filter(|flag| covers(flag.starts_on, flag.ends_on)) {
        if ["LAC", "PLAC"].contains(&flag.kind.code()) {
            premium.insert(flag.pupil_id);
        }
    }
    let mut provision: HashMap<Uuid, String> = HashMap::new();
    for record in all!(sen_record).into_iter().filter(|record| covers(record.starts_on, record.ends_on)) {
        provision.insert(record.pupil_id, record.provision.to_string());
    }
    let rank =
        |stage: &str| ["RAW", "MODERATED", "STANDARDISED"].iter().position(|known| *known == stage).expect("a stage");
    let mut settled: HashMap<Uuid, assessment::Model> = HashMap::new();
    for row in all!(assessment) {
        if row.subject_id == subject.id && row.assessment_point_id == point.id && row.basis.code() == "TEACHER" {
            let newer =
                settled.get(&row.pupil_id).is_none_or(|known| rank(known.stage.code()) < rank(row.stage.code()));
            if newer {
                settled.insert(row.pupil_id, row);
            }
        }
    }
    let yes = |yes: bool| if yes { "Yes" } else { "No" }.to_owned();
    settled
        .into_values()
        .map(|row| {
            let child = &pupils[&row.pupil_id];
            let year = match row.nc_year {
                0 => "Reception".to_owned(),
                year if year < 0 => "Nursery".to_owned(),
                year => format!("Year {year}"),
            };
            let sen = provision.get(&row.pupil_id).cloned().unwrap_or_else(|| "NONE".to_owned());
            let members = BTreeMap::from([
                ("SCHOOL", schools[&row.school_id].name.clone()),
                ("PHASE", schools[&row.school_id].phase.to_string()),
                ("YEAR_GROUP", year),
                ("CLASS", row.class_id.map_or_else(|| "No class".to_owned(), |class| classes[&class].name.clone())),
                ("SEX", child.sex.to_string()),
                ("EAL", child.eal.map_or_else(|| "Not known".to_owned(), yes)),
                ("PUPIL_PREMIUM", yes(premium.contains(&row.pupil_id))),
                ("EHCP", yes(sen == "EHCP")),
                ("SEN_PROVISION", sen),
            ]);
            let schools = [Some(row.school_id), child.school_id].into_iter().flatten().collect();
            Judged { expected: row.at_or_above, members, schools }
        })
        .collect()
}

/// Counts by dimensions: how many are judged, and how many at the expected level, by the labels of the members.
pub fn counts(judged: &[Judged], by: &[&'static str]) -> BTreeMap<Vec<String>, (i64, i64)> {
    let mut out: BTreeMap<Vec<String>, (i64, i64)> = BTreeMap::new();
    for one in judged {
        let (all, expected) = out.entry(by.iter().map(|name| one.members[name].clone()).collect()).or_default();
        *all += 1;
        *expected += i64::from(one.expected);
    }
    out
}
