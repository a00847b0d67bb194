//! The rows of the demo trust that the reads request, and the callers that request them.

use anyhow::Context;
use api::clock::Clock;
use chrono::NaiveDate;
use entity::{principal, pupil, role, role_grant, role_grant_school, school};
use sea_orm::{ActiveValue::Set, ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

/// Pupils of each school whose ids are requested.
const PUPILS_PER_SCHOOL: u64 = 4;

/// Ids of the rows that the reads request, in turn. There are many: requesting one row again and again would test
/// caches.
pub struct Keys {
    /// The trust.
    pub trust: Uuid,
    /// Its member schools.
    pub schools: Vec<Uuid>,
    /// Some pupils of each school.
    pub pupils: Vec<Uuid>,
    /// Today's date in the trust.
    pub today: NaiveDate,
}

/// A caller of the reads and writes.
pub struct Caller {
    /// The caller's name in the tables.
    pub name: &'static str,
    /// The caller's principal.
    pub principal: Uuid,
}

/// The two callers. `trust-wide` is the chief executive, whose rights reach the whole trust. `per school` is the worst
/// case: a headteacher at every school, so that each row's school must be compared with the caller's rights.
pub async fn callers(db: &DatabaseConnection, trust: Uuid) -> anyhow::Result<Vec<Caller>> {
    let persona = |name: &'static str| principal::Entity::find().filter(principal::Column::Persona.eq(name)).one(db);
    let ceo = persona("ceo").await?.context("the demo trust has no persona `ceo`")?;
    let head = persona("head").await?.context("the demo trust has no persona `head`")?;
    grant_everywhere(db, trust, &head).await?;
    Ok(vec![Caller { name: "trust-wide", principal: ceo.id }, Caller { name: "per school", principal: head.id }])
}

async fn grant_everywhere(db: &DatabaseConnection, trust: Uuid, head: &principal::Model) -> anyhow::Result<()> {
    let role = role::Entity::find()
        .filter(role::Column::TrustId.eq(trust))
        .filter(role::Column::Code.eq("headteacher"))
        .one(db)
        .await?
        .context("the demo trust has no role `headteacher`")?;
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
            .limit(PUPILS_PER_SCHOOL)
            .into_tuple()
            .all(db)
            .await?;
        pupils.extend(some);
    }
    anyhow::ensure!(!pupils.is_empty(), "the demo trust has no school with pupils");
    Ok(Keys { trust, schools, pupils, today: Clock::read(db).await?.today() })
}
