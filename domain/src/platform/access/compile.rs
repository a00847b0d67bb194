//! Compiles the grants of a principal into the rights of a caller.
//!
//! Grants are read once per token, and the rights are kept until they change; no request reads a grant.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use entity::{
    governance_appointment, principal, role, role_grant, role_grant_school, role_permission, school, staff_member,
    teaching_assignment, trust,
};
use graph::period::day_after;
use graph::{Caller, Keys, Period, Rights};
use sea_orm::{ColumnTrait, Condition, DatabaseConnection, EntityTrait, QueryFilter, QuerySelect};
use serde_json::Value as Json;
use uuid::Uuid;

use super::reach::{OWN_CLASSES, REPORTING_LINE, SCHOOL, SELF};
use super::{line, permission};
use crate::platform::calendar::start_of;
use crate::platform::input::Day;
use crate::platform::viewer::{Profile, ViewerRole, ViewerSchool};

/// Held by every member of staff, governor and trustee.
const EVERYONE: &str = "everyone";
/// Held by every person with posts below their own.
const LINE_MANAGER: &str = "line_manager";

/// Prefixes of permissions that are not given while they carry a limit in words ("after the central sift"). Such a
/// limit is a rule on rows of a type that does not exist yet. AUDIT_WRITE is for data-rights cases; the audit trail and
/// the read log are never written through it, and AUDIT_READ has no limit.
const LIMITED: [&str; 4] = ["RECRUITMENT_", "RISK_", "SCRUTINY_", "AUDIT_WRITE"];

/// The keys of a grant, for each reach that has keys.
struct Reached {
    schools: Arc<Keys>,
    classes: Arc<Keys>,
    line: Arc<Keys>,
    own: Arc<Keys>,
}

/// The caller for a principal today; `None` where the principal is unknown or not active.
///
/// # Errors
/// When the database cannot be read.
pub async fn compile(db: &DatabaseConnection, principal: Uuid, today: NaiveDate) -> anyhow::Result<Option<Caller>> {
    let Some(found) = principal::Entity::find_by_id(principal).one(db).await?.filter(|found| found.active) else {
        return Ok(None);
    };
    let grants = role_grant::Entity::find().filter(role_grant::Column::PrincipalId.eq(principal)).all(db).await?;
    let mut boundaries: Vec<NaiveDate> =
        grants.iter().flat_map(|grant| days(Period::new(grant.starts_on, grant.ends_on))).collect();
    let Service { serves, last_day, days } = service(db, found.person_id, today).await?;
    boundaries.extend(days);
    // Grants of a member of staff end with their last day; a person who comes back needs new grants.
    let outlived = |grant: &role_grant::Model| last_day.is_some_and(|last| today > last && grant.starts_on <= last);
    let grants: Vec<_> = grants
        .into_iter()
        .filter(|grant| Period::new(grant.starts_on, grant.ends_on).covers(today))
        .filter(|grant| !outlived(grant))
        .collect();

    let (classes, ends) = classes(db, found.person_id, today).await?;
    boundaries.extend(ends);
    let below = match found.person_id {
        Some(person) if last_day.is_none_or(|last| today <= last) => {
            line::below(db, found.trust_id, person, today).await?
        }
        _ => Vec::new(),
    };
    let own = Arc::new(Keys::new(found.person_id.into_iter().collect()));
    let (classes, below) = (Arc::new(Keys::new(classes)), Arc::new(Keys::new(below)));

    let roles = role::Entity::find().filter(role::Column::TrustId.eq(found.trust_id)).all(db).await?;
    let permissions =
        role_permission::Entity::find().filter(role_permission::Column::TrustId.eq(found.trust_id)).all(db).await?;
    let mut rights = Rights::default();
    let mut held = Vec::new();
    for grant in &grants {
        let schools = schools_of(db, grant).await?;
        let reached = Reached {
            schools: Arc::new(Keys::new(schools.clone())),
            classes: Arc::clone(&classes),
            line: Arc::clone(&below),
            own: Arc::clone(&own),
        };
        give(&mut rights, grant.role_id, &permissions, &reached);
        held.push((grant.role_id, schools, Some(grant)));
    }
    let implicit = |code: &str| roles.iter().find(|role| role.code == code && role.is_implicit);
    let reached = Reached { schools: Arc::new(Keys::default()), classes, line: Arc::clone(&below), own };
    if let Some(role) = implicit(EVERYONE)
        && serves
    {
        give(&mut rights, role.id, &permissions, &reached);
        held.push((role.id, Vec::new(), None));
    }
    if let Some(role) = implicit(LINE_MANAGER)
        && !below.as_slice().is_empty()
    {
        give(&mut rights, role.id, &permissions, &reached);
        held.push((role.id, Vec::new(), None));
    }

    let trust = trust::Entity::find_by_id(found.trust_id).one(db).await?;
    let small_below = trust.as_ref().map_or(6, |trust| i64::from(trust.suppression_threshold));
    let profile = profile(db, &found, trust.as_ref(), &roles, &permissions, &held).await?;
    let caller = Caller::new(found.trust_id, principal, next(boundaries, today), today, rights, profile);
    Ok(Some(caller.with_small_below(small_below)))
}

/// Adds the permissions of a role to the rights.
fn give(rights: &mut Rights, role: Uuid, permissions: &[role_permission::Model], reached: &Reached) {
    for row in permissions.iter().filter(|row| row.role_id == role) {
        let Some(permission) = permission::named(&row.permission) else { continue };
        if row.row_limit.is_some() && LIMITED.iter().any(|group| row.permission.starts_with(group)) {
            continue;
        }
        match row.reach.as_str() {
            "TRUST" => rights.grant_everywhere(permission),
            "SCHOOL" => rights.grant(permission, SCHOOL, &reached.schools),
            "OWN_CLASSES" => rights.grant(permission, OWN_CLASSES, &reached.classes),
            "REPORTING_LINE" => rights.grant(permission, REPORTING_LINE, &reached.line),
            "SELF" => rights.grant(permission, SELF, &reached.own),
            // An unknown reach reaches nothing.
            _ => {}
        }
    }
}

async fn schools_of(db: &DatabaseConnection, grant: &role_grant::Model) -> anyhow::Result<Vec<Uuid>> {
    let mut schools: Vec<Uuid> = role_grant_school::Entity::find()
        .filter(role_grant_school::Column::RoleGrantId.eq(grant.id))
        .select_only()
        .column(role_grant_school::Column::SchoolId)
        .into_tuple()
        .all(db)
        .await?;
    schools.extend(grant.school_id);
    schools.sort_unstable();
    schools.dedup();
    Ok(schools)
}

/// The classes that a person teaches today, and the days on which this list changes.
async fn classes(
    db: &DatabaseConnection,
    person: Option<Uuid>,
    today: NaiveDate,
) -> anyhow::Result<(Vec<Uuid>, Vec<NaiveDate>)> {
    use teaching_assignment::Column as T;
    let Some(person) = person else { return Ok((Vec::new(), Vec::new())) };
    let rows: Vec<(Uuid, NaiveDate, Option<NaiveDate>)> = teaching_assignment::Entity::find()
        .filter(T::PersonId.eq(person))
        .filter(Condition::any().add(T::EndsOn.is_null()).add(T::EndsOn.gte(today)))
        .select_only()
        .columns([T::ClassId, T::StartsOn, T::EndsOn])
        .into_tuple()
        .all(db)
        .await?;
    let days = rows.iter().flat_map(|(_, starts, ends)| days(Period::new(*starts, *ends))).collect();
    Ok((rows.into_iter().filter(|(_, starts, _)| *starts <= today).map(|(class, ..)| class).collect(), days))
}

/// A person's service to the trust: as staff, governor or trustee.
#[derive(Default)]
struct Service {
    /// Whether the person is a member of staff, a governor or a trustee today.
    serves: bool,
    /// The last day of a member of staff who leaves or left.
    last_day: Option<NaiveDate>,
    /// The days on which `serves` changes.
    days: Vec<NaiveDate>,
}

async fn service(db: &DatabaseConnection, person: Option<Uuid>, today: NaiveDate) -> anyhow::Result<Service> {
    use governance_appointment::Column as G;
    let Some(person) = person else { return Ok(Service::default()) };
    let record = staff_member::Entity::find().filter(staff_member::Column::PersonId.eq(person)).one(db).await?;
    let last_day = record.as_ref().and_then(|record| record.leaving_date);
    let governs = governance_appointment::Entity::find().filter(G::PersonId.eq(person)).all(db).await?;
    let works = record.is_some() && last_day.is_none_or(|last| today <= last);
    let terms: Vec<Period> = governs.iter().map(|one| Period::new(one.starts_on, one.ends_on)).collect();
    let mut days: Vec<NaiveDate> = terms.iter().flat_map(|term| days(*term)).collect();
    days.extend(last_day.map(day_after));
    Ok(Service { serves: works || terms.iter().any(|term| term.covers(today)), last_day, days })
}

/// The days on which a period begins to count, and no longer counts.
fn days(period: Period) -> impl Iterator<Item = NaiveDate> {
    [Some(period.first), period.next_day()].into_iter().flatten()
}

/// The start of the next day on which the rights change.
fn next(mut boundaries: Vec<NaiveDate>, today: NaiveDate) -> DateTime<Utc> {
    boundaries.retain(|day| *day > today);
    boundaries.into_iter().min().map_or(DateTime::<Utc>::MAX_UTC, start_of)
}

/// The data that `viewer` returns.
async fn profile(
    db: &DatabaseConnection,
    principal: &principal::Model,
    trust: Option<&trust::Model>,
    roles: &[role::Model],
    permissions: &[role_permission::Model],
    held: &[(Uuid, Vec<Uuid>, Option<&role_grant::Model>)],
) -> anyhow::Result<Json> {
    let ids: Vec<Uuid> = held.iter().flat_map(|(_, schools, _)| schools.iter().copied()).collect();
    let named = school::Entity::find().filter(school::Column::Id.is_in(ids)).all(db).await?;
    let schools: HashMap<Uuid, ViewerSchool> = named
        .into_iter()
        .map(|school| {
            let id = graph::id::encode("School", school.id).into();
            (school.id, ViewerSchool { id, name: school.name, urn: school.urn })
        })
        .collect();
    let shown = |(id, within, grant): &(Uuid, Vec<Uuid>, Option<&role_grant::Model>)| {
        let role = roles.iter().find(|role| role.id == *id)?;
        Some(ViewerRole {
            code: role.code.clone(),
            name: role.name.clone(),
            reach: usual_reach(permissions, *id),
            schools: within.iter().filter_map(|school| schools.get(school).cloned()).collect(),
            starts_on: grant.map(|grant| Day(grant.starts_on)),
            ends_on: grant.and_then(|grant| grant.ends_on).map(Day),
            implicit: role.is_implicit,
        })
    };
    let profile = Profile {
        principal: principal.id,
        name: principal.name.clone(),
        kind: principal.kind.to_string(),
        email: principal.email.clone(),
        trust: trust.map(|trust| trust.name.clone()),
        roles: held.iter().filter_map(shown).collect(),
        schools,
    };
    Ok(serde_json::to_value(profile)?)
}

/// The reach that most permissions of a role have.
fn usual_reach(permissions: &[role_permission::Model], role: Uuid) -> Option<String> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for row in permissions.iter().filter(|row| row.role_id == role) {
        *counts.entry(row.reach.as_str()).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(reach, count)| (*count, *reach)).map(|(reach, _)| reach.to_owned())
}
