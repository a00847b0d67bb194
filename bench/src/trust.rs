//! What is asked of the demo trust, and by whom.

use anyhow::Context;
use api::clock::Clock;
use chrono::NaiveDate;
use entity::{principal, pupil, role, role_grant, role_grant_school, school};
use sea_orm::{ActiveValue::Set, ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

/// Pupils asked for by their ids, of each school.
const PUPILS_A_SCHOOL: u64 = 4;

/// The rows that the reads ask for. Many, in turn: one row asked for again and again would be a test of caches.
pub struct Keys {
    /// The trust.
    pub trust: Uuid,
    /// Its schools.
    pub schools: Vec<Uuid>,
    /// Some pupils of each.
    pub pupils: Vec<Uuid>,
    /// Its today.
    pub today: NaiveDate,
}

/// One who asks.
pub struct Caller {
    /// What the tables call them.
    pub name: &'static str,
    /// Who they are.
    pub principal: Uuid,
}

/// The chief executive, whose rights reach the whole trust, and the worst case: somebody with every right of a
/// headteacher at every school, so that nothing is certain before the row is seen.
pub async fn callers(db: &DatabaseConnection, trust: Uuid) -> anyhow::Result<Vec<Caller>> {
    let persona = |name: &'static str| principal::Entity::find().filter(principal::Column::Persona.eq(name)).one(db);
    let ceo = persona("ceo").await?.context("the demo trust has a chief executive")?;
    let head = persona("head").await?.context("the demo trust has a head")?;
    grant_everywhere(db, trust, &head).await?;
    Ok(vec![Caller { name: "trust-wide", principal: ceo.id }, Caller { name: "per school", principal: head.id }])
}

async fn grant_everywhere(db: &DatabaseConnection, trust: Uuid, head: &principal::Model) -> anyhow::Result<()> {
    let role = role::Entity::find()
        .filter(role::Column::TrustId.eq(trust))
        .filter(role::Column::Code.eq("headteacher"))
        .one(db)
        .await?
        .context("there is a role of heads")?;
    let grant = Uuid::now_v7();
    role_grant::Entity::insert(role_grant::ActiveModel {
        id: Set(grant),
        trust_id: Set(trust),
        principal_id: Set(head.id),
        person_id: Set(head.person_id),
        role_id: Set(role.id),
        school_id: Set(None),
        starts_on: Set(NaiveDate::from_ymd_opt(2020, 9, 1).expect("the calendar has this day")),
        ends_on: Set(None),
        granted_by: Set(None),
        scheme_version_id: Set(None),
    })
    .exec_without_returning(db)
    .await?;
    let schools = school::Entity::find().filter(school::Column::TrustId.eq(trust)).all(db).await?;
    let rows = schools.into_iter().map(|school| role_grant_school::ActiveModel {
        id: Set(Uuid::now_v7()),
        trust_id: Set(trust),
        role_grant_id: Set(grant),
        school_id: Set(school.id),
        principal_id: Set(head.id),
    });
    role_grant_school::Entity::insert_many(rows).exec_without_returning(db).await?;
    Ok(())
}

/// Every member school, and some pupils of each.
pub async fn keys(db: &DatabaseConnection, trust: Uuid) -> anyhow::Result<Keys> {
    let schools: Vec<Uuid> = school::Entity::find()
        .select_only()
        .column(school::Column::Id)
        .filter(school::Column::TrustId.eq(trust))
        .filter(school::Column::Stage.eq("MEMBER"))
        .order_by_asc(school::Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    let mut pupils = Vec::new();
    for school in &schools {
        let some: Vec<Uuid> = pupil::Entity::find()
            .select_only()
            .column(pupil::Column::Id)
            .filter(pupil::Column::SchoolId.eq(*school))
            .order_by_asc(pupil::Column::Id)
            .limit(PUPILS_A_SCHOOL)
            .into_tuple()
            .all(db)
            .await?;
        pupils.extend(some);
    }
    anyhow::ensure!(!pupils.is_empty(), "the trust has schools with pupils");
    Ok(Keys { trust, schools, pupils, today: Clock::read(db).await?.today() })
}
