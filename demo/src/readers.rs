//! Who looked at children's records last week, so that the trace of sensitive reads has something to show.
//!
//! The special needs coordinator of the first school planned provision, and the data manager checked the census.

use std::collections::{BTreeMap, HashSet};

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use entity::{access_event, principal, sen_need};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use uuid::Uuid;

use crate::calendar::day;
use crate::dice::Ids;

/// Of how many needs somebody was told.
const NEEDS: u64 = 3;

/// One read: persona, operation, purpose, days after the Monday of that week.
type Read = (&'static str, &'static str, Option<&'static str>, i64);

const PROVISION: Read = ("senco", "ProvisionMap", None, 0);
const CENSUS: Read = ("data-manager", "CensusCheck", Some("school census"), 3);

/// Adds what was told of the first children of a school with a need.
pub async fn write<C: ConnectionTrait>(
    txn: &C,
    ids: &mut Ids,
    (trust_id, school_id): (Uuid, Uuid),
    rows: &mut BTreeMap<&'static str, u64>,
) -> Result<(), DbErr> {
    let needs = sen_need::Entity::find()
        .filter(sen_need::Column::SchoolId.eq(school_id))
        .order_by_asc(sen_need::Column::Id)
        .limit(NEEDS)
        .all(txn)
        .await?;
    let mut events = Vec::new();
    for (read, told) in
        [(PROVISION, &["SenNeed.rank", "SenNeed.type"][..]), (CENSUS, &["Pupil.ethnicity", "Pupil.firstLanguage"][..])]
    {
        let (persona, operation, purpose, later) = read;
        let who = principal::Entity::find()
            .filter(principal::Column::TrustId.eq(trust_id))
            .filter(principal::Column::Persona.eq(persona))
            .one(txn)
            .await?;
        let (Some(who), request_key) = (who, ids.next("request")) else { continue };
        let mut seen = HashSet::new();
        for need in &needs {
            let (type_name, row_key) =
                if persona == PROVISION.0 { ("SenNeed", need.id) } else { ("Pupil", need.pupil_id) };
            // A child with two needs is one row.
            if !seen.insert(row_key) {
                continue;
            }
            events.push(access_event::ActiveModel {
                id: Set(ids.next("access_event")),
                trust_id: Set(trust_id),
                request_key: Set(request_key),
                principal_id: Set(who.id),
                acting_for: Set(None),
                type_name: Set(type_name.to_owned()),
                row_key: Set(row_key),
                subject_type: Set("Pupil".to_owned()),
                subject_key: Set(need.pupil_id),
                fields: Set(serde_json::json!(told).to_string()),
                at: Set(monday() + TimeDelta::days(later)),
                operation: Set(Some(operation.to_owned())),
                purpose: Set(purpose.map(str::to_owned)),
            });
        }
    }
    *rows.entry("access_event").or_default() += events.len() as u64;
    if !events.is_empty() {
        access_event::Entity::insert_many(events).exec_without_returning(txn).await?;
    }
    Ok(())
}

/// Nine o'clock on the Monday of the week before the demo's today.
fn monday() -> DateTime<Utc> {
    day(2026, 3, 9).and_time(NaiveTime::MIN).and_utc() + TimeDelta::hours(9)
}
