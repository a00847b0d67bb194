//! Adopts a trust of the national register: makes it a tenant, with its schools.
//!
//! Rows that the tenant has already are not changed: after adoption they are the trust's own to change. A second adoption
//! only adds the schools that joined since, and the published pay scales and payroll rates if the trust has none (tenants
//! that an earlier version adopted have none). Former members are not copied, because the register seldom says when they
//! left. Adoption writes the default roles but grants no access to anybody.

mod school;

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use entity::codes::{RegisterGroupStatus, RegisterGroupType, TrustStatus, TrustType};
use entity::{
    register_link, register_membership, register_school, register_trust, school as tenant_school, school_link, trust,
    trust_membership,
};
use graph::sql::{Dialect, stamp_all};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbBackend, EntityTrait, IntoActiveModel, QueryFilter, Statement,
};
use uuid::Uuid;

use crate::clock::now;
use crate::register::settle::is_trust;
use crate::report::{Adoption, Refusal};
use domain::{
    people::{pay::published_pay, payroll::rates},
    platform::access::default_roles,
};

/// Months after which a DBS check is renewed, until the trust changes it.
const DBS_RENEWAL_MONTHS: i32 = 36;

/// Smallest group of people that a measure may show, until the trust changes it.
const SUPPRESSION_THRESHOLD: i32 = 6;

/// Adopts the trust that a group belongs to; a group that is not an open trust is refused.
pub async fn adopt(txn: &DatabaseTransaction, uid: i64) -> anyhow::Result<Result<Adoption, Refusal>> {
    let (group, trust_type) = match group(txn, uid).await? {
        Ok(found) => found,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let members = members(txn, &group).await?;
    if members.is_empty() {
        return Ok(Err(format!(
            "{} (UID {}) has no schools in the register: import a file of group links first.",
            group.name, group.uid
        )));
    }
    let known = trust::Entity::find().filter(trust::Column::GiasGroupUid.eq(group.uid)).one(txn).await?;
    let new = known.is_none();
    let trust_id = match known {
        Some(trust) => trust.id,
        None => new_tenant(txn, &group, trust_type).await?,
    };
    let here = tenant_school::Entity::find().filter(tenant_school::Column::TrustId.eq(trust_id)).all(txn).await?;
    let here: HashSet<String> = here.into_iter().filter_map(|school| school.urn).collect();
    let (known, added): (Vec<_>, Vec<_>) = members.into_iter().partition(|(school, _)| here.contains(&school.urn));
    let adoption = Adoption {
        trust_id,
        name: group.name,
        uid: group.uid,
        new,
        schools_added: added.len(),
        schools_known: known.len(),
        scales_added: published_pay::write(txn, trust_id).await?,
        rates_added: rates::write(txn, trust_id).await?,
    };
    add(txn, trust_id, added).await?;
    Ok(Ok(adoption))
}

/// The group to adopt: the one that represents the legal entity of the group with this UID.
async fn group(
    txn: &DatabaseTransaction,
    uid: i64,
) -> anyhow::Result<Result<(register_trust::Model, TrustType), Refusal>> {
    let by_uid = |uid: i32| register_trust::Entity::find().filter(register_trust::Column::Uid.eq(uid));
    let named = match i32::try_from(uid) {
        Ok(uid) => by_uid(uid).one(txn).await?,
        Err(_) => None,
    };
    let Some(named) = named else {
        return Ok(Err(format!(
            "The register holds no group with UID {uid}: import a file of groups or group links that lists it."
        )));
    };
    let entity_uid = named.entity_uid.unwrap_or(named.uid);
    let group = by_uid(entity_uid).one(txn).await?.unwrap_or(named);
    let Some(trust_type) = trust_type(group.group_type) else {
        return Ok(Err(format!(
            "{} (UID {uid}) is not an academy trust: give the UID of the trust that runs the schools.",
            group.name
        )));
    };
    if group.status == RegisterGroupStatus::Closed {
        return Ok(Err(format!("{} (UID {uid}) is closed: give the UID of its successor.", group.name)));
    }
    Ok(Ok((group, trust_type)))
}

fn trust_type(group: RegisterGroupType) -> Option<TrustType> {
    match group {
        RegisterGroupType::MultiAcademyTrust => Some(TrustType::MultiAcademyTrust),
        RegisterGroupType::SingleAcademyTrust => Some(TrustType::SingleAcademyTrust),
        _ => None,
    }
}

/// The current schools of the legal entity, each with its membership.
async fn members(
    txn: &DatabaseTransaction,
    group: &register_trust::Model,
) -> anyhow::Result<Vec<(register_school::Model, register_membership::Model)>> {
    let groups =
        register_trust::Entity::find().filter(register_trust::Column::EntityUid.eq(group.entity_uid)).all(txn).await?;
    let ids = groups.iter().filter(|g| is_trust(g.group_type)).map(|g| g.id);
    let spells = register_membership::Entity::find()
        .filter(register_membership::Column::RegisterTrustId.is_in(ids))
        .filter(register_membership::Column::Current.eq(true))
        .all(txn)
        .await?;
    let mut by_school: HashMap<Uuid, register_membership::Model> = HashMap::new();
    for spell in spells {
        by_school.entry(spell.register_school_id).or_insert(spell);
    }
    let mut schools = register_school::Entity::find()
        .filter(register_school::Column::Id.is_in(by_school.keys().copied()))
        .all(txn)
        .await?;
    schools.sort_by(|a, b| a.urn.cmp(&b.urn));
    let with_spell = |school: register_school::Model| Some((by_school.remove(&school.id)?, school));
    Ok(schools.into_iter().filter_map(with_spell).map(|(spell, school)| (school, spell)).collect())
}

async fn new_tenant(
    txn: &DatabaseTransaction,
    group: &register_trust::Model,
    trust_type: TrustType,
) -> anyhow::Result<Uuid> {
    let id = Uuid::now_v7();
    let row = trust::Model {
        id,
        trust_id: id,
        name: group.name.clone(),
        name_fold: group.name_fold.clone(),
        companies_house_no: group.companies_house_no.clone(),
        ukprn: group.ukprn.clone(),
        gias_group_uid: Some(group.uid),
        gias_group_id: group.group_id.clone(),
        trust_type,
        status: TrustStatus::Open,
        incorporated_on: group.incorporated_on,
        address_line1: group.address_line1.clone(),
        town: group.town.clone(),
        county: group.county.clone(),
        postcode: group.postcode.clone(),
        website: None,
        central_charge_model: None,
        reserves_policy_hundredths: None,
        dbs_renewal_months: DBS_RENEWAL_MONTHS,
        suppression_threshold: SUPPRESSION_THRESHOLD,
    };
    trust::Entity::insert(row.into_active_model()).exec_without_returning(txn).await?;
    default_roles::write(txn, id).await?;
    Ok(id)
}

async fn add(
    txn: &DatabaseTransaction,
    trust_id: Uuid,
    members: Vec<(register_school::Model, register_membership::Model)>,
) -> anyhow::Result<()> {
    let at = now();
    for (registered, spell) in members {
        let links =
            register_link::Entity::find().filter(register_link::Column::Urn.eq(&registered.urn)).all(txn).await?;
        let membership = school::membership(trust_id, &registered, &spell, at);
        let school = school::tenant(trust_id, membership.school_id, registered, at);
        let links = links.into_iter().map(|link| school::link(trust_id, school.id, link, at));
        let links: Vec<_> = links.map(IntoActiveModel::into_active_model).collect();
        tenant_school::Entity::insert(school.into_active_model()).exec_without_returning(txn).await?;
        trust_membership::Entity::insert(membership.into_active_model()).exec_without_returning(txn).await?;
        if !links.is_empty() {
            school_link::Entity::insert_many(links).exec_without_returning(txn).await?;
        }
    }
    stamp(txn, trust_id, at).await
}

/// Stamps the rows that were added, as an action does, for those who follow the trust's rows.
async fn stamp(txn: &DatabaseTransaction, trust_id: Uuid, at: DateTime<Utc>) -> anyhow::Result<()> {
    let backend = txn.get_database_backend();
    let dialect = if backend == DbBackend::Postgres { Dialect::Postgres } else { Dialect::Sqlite };
    for (table, type_name) in
        [("school", "School"), ("trust_membership", "TrustMembership"), ("school_link", "SchoolLink")]
    {
        let text = stamp_all(table, type_name, dialect);
        txn.execute_raw(Statement::from_sql_and_values(backend, text, [trust_id.into(), at.into()])).await?;
    }
    Ok(())
}
