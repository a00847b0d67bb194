//! Checks of pupils: shares, rolls, flags, UPNs, enrolments.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use entity::codes::SenRecordProvision;
use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::check;

pub async fn people_add_up(db: &DatabaseConnection, trust_id: Uuid) {
    let pupils =
        entity::pupil::Entity::find().filter(entity::pupil::Column::TrustId.eq(trust_id)).all(db).await.unwrap();
    let share = |of: &dyn Fn(&entity::pupil::Model) -> bool| {
        pupils.iter().filter(|pupil| of(pupil)).count() * 1000 / pupils.len()
    };
    check("left", share(&|pupil| pupil.school_id.is_none()), 20, 35);
    check("EAL", share(&|pupil| pupil.eal == Some(true)), 140, 300);

    let mut roll: HashMap<Uuid, i32> = HashMap::new();
    for school_id in pupils.iter().filter_map(|pupil| pupil.school_id) {
        *roll.entry(school_id).or_default() += 1;
    }
    let schools =
        entity::school::Entity::find().filter(entity::school::Column::Stage.eq("MEMBER")).all(db).await.unwrap();
    for school in schools.iter().filter(|school| school.trust_id == trust_id) {
        assert_eq!(school.number_on_roll, roll.get(&school.id).copied(), "{}", school.name);
    }
    assert!(schools.iter().any(|school| school.number_on_roll > school.capacity));
    assert!(schools.iter().any(|school| school.number_on_roll < school.capacity));

    // On a day of the demo: an open flag, or one that ended since, gives the premium for six years.
    let ever: HashSet<Uuid> = entity::funding_flag::Entity::find()
        .filter(entity::funding_flag::Column::Kind.eq("PP_FSM"))
        .all(db)
        .await
        .unwrap()
        .into_iter()
        .map(|flag| flag.pupil_id)
        .collect();
    let care: HashSet<Uuid> = entity::care_flag::Entity::find()
        .filter(entity::care_flag::Column::Kind.is_in(["LAC", "PLAC"]))
        .filter(entity::care_flag::Column::EndsOn.is_null())
        .all(db)
        .await
        .unwrap()
        .into_iter()
        .map(|flag| flag.pupil_id)
        .collect();
    check("pupil premium", share(&|pupil| ever.contains(&pupil.id) || care.contains(&pupil.id)), 210, 320);
    let records =
        entity::sen_record::Entity::find().filter(entity::sen_record::Column::EndsOn.is_null()).all(db).await.unwrap();
    let provision: HashMap<Uuid, SenRecordProvision> =
        records.into_iter().map(|record| (record.pupil_id, record.provision)).collect();
    let of = |provided| share(&|pupil| provision.get(&pupil.id) == Some(&provided));
    check("SEN support", of(SenRecordProvision::Support), 100, 160);
    check("EHCP", of(SenRecordProvision::Ehcp), 30, 60);
}

pub async fn upns_are_valid(db: &DatabaseConnection) {
    const LETTERS: &str = "ABCDEFGHJKLMNPQRTUVWXYZ";
    let value = |c: char| c.to_digit(10).map_or_else(|| LETTERS.find(c).unwrap(), |digit| digit as usize);
    let mut seen = HashSet::new();
    for pupil in entity::pupil::Entity::find().all(db).await.unwrap() {
        for upn in pupil.upn.iter().chain(&pupil.former_upns) {
            assert_eq!(upn.len(), 13, "{upn}");
            let sum: usize = upn.chars().zip(1..).skip(1).map(|(c, position)| position * value(c)).sum();
            assert_eq!(upn.chars().next(), LETTERS.chars().nth(sum % 23), "{upn}");
        }
        assert!(seen.insert((pupil.trust_id, pupil.upn)));
    }
}

pub async fn enrolments_agree(db: &DatabaseConnection) {
    let mut open: HashMap<Uuid, Vec<entity::enrolment::Model>> = HashMap::new();
    let (mut all, mut pupils_twice) = (HashMap::<Uuid, HashSet<Uuid>>::new(), 0);
    for enrolment in entity::enrolment::Entity::find().all(db).await.unwrap() {
        assert!(enrolment.leaving_date.is_none_or(|left| left >= enrolment.entry_date), "{enrolment:?}");
        all.entry(enrolment.pupil_id).or_default().insert(enrolment.school_id);
        if enrolment.leaving_date.is_none() && enrolment.status != entity::codes::EnrolmentStatus::Subsidiary {
            open.entry(enrolment.pupil_id).or_default().push(enrolment);
        }
    }
    pupils_twice += all.values().filter(|schools| schools.len() > 1).count();
    check("at two schools", pupils_twice, 110, 240);
    for pupil in entity::pupil::Entity::find().all(db).await.unwrap() {
        let current = open.remove(&pupil.id).unwrap_or_default();
        assert!(current.len() <= 1, "{}", pupil.id);
        assert_eq!(current.first().map(|enrolment| enrolment.school_id), pupil.school_id);
        let nc_year = pupil.nc_year.unwrap();
        let youngest = NaiveDate::from_ymd_opt(2020 - nc_year, 9, 1).unwrap();
        let years = if pupil.school_id.is_none() { 2 } else { 1 };
        assert!(
            pupil.date_of_birth <= youngest + chrono::Months::new(12)
                && pupil.date_of_birth >= youngest - chrono::Months::new(12 * (years - 1))
        );
    }
}
