//! Makes a trust of the national register a tenant, with its schools.
//!
//! What is here already is left as it is: from adoption on the trust's own rows are the trust's to
//! change. A second adoption only adds the schools that joined since, and the published pay scales
//! and rates of payroll where the trust has none, as tenants of earlier versions have not. Former
//! members are not taken over, as the register seldom knows when they left. No one gets access: the
//! default roles are written, grants are the trust's.

mod school;

use std::{
    collections::{HashMap, HashSet},
    fmt,
};

use entity::codes::{RegisterGroupStatus, RegisterGroupType, TrustStatus, TrustType};
use entity::{
    register_link, register_membership, register_school, register_trust, school as tenant_school, school_link, trust,
    trust_membership,
};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter};
use uuid::Uuid;

use crate::{register::settle::is_trust, source::Refusal};
use domain::{
    people::{pay::published_pay, payroll::rates},
    platform::access::default_roles,
};

/// Months after which a DBS check is renewed, until the trust says otherwise.
const DBS_RENEWAL_MONTHS: i32 = 36;

/// Smallest group an aggregate may show, until the trust says otherwise.
const SUPPRESSION_THRESHOLD: i32 = 6;

/// What adoption did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adoption {
    /// The tenant.
    pub trust_id: Uuid,
    /// Its name.
    pub name: String,
    /// UID of the group adopted: the trust, also where its sponsor was named.
    pub uid: i32,
    /// Whether the tenant is new.
    pub new: bool,
    /// Schools added.
    pub schools_added: usize,
    /// Schools it had before.
    pub schools_known: usize,
    /// Published pay scales added.
    pub scales_added: usize,
    /// Statutory rates of payroll added.
    pub rates_added: usize,
}

impl fmt::Display for Adoption {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verb = if self.new { "adopted" } else { "is a tenant already" };
        write!(
            f,
            "{} (UID {}) {verb}: {} schools added, {} known before",
            self.name, self.uid, self.schools_added, self.schools_known
        )?;
        match (self.scales_added, self.rates_added) {
            (0, 0) => Ok(()),
            (scales, rates) => write!(f, "; {scales} published pay scales and {rates} rates of payroll added"),
        }
    }
}

/// Adopts the trust that a group stands for; refuses a group that is no open trust.
pub async fn adopt(txn: &DatabaseTransaction, uid: i64) -> anyhow::Result<Result<Adoption, Refusal>> {
    let (group, trust_type) = match group(txn, uid).await? {
        Ok(found) => found,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let members = members(txn, &group).await?;
    if members.is_empty() {
        return Ok(Err(format!(
            "{} (UID {}) has no schools in the register: take in a file of group links first.",
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

/// The group to adopt: the one that stands for the legal entity of the group named.
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
            "The register holds no group with UID {uid}: take in groups or group links that list it."
        )));
    };
    let entity_uid = named.entity_uid.unwrap_or(named.uid);
    let group = by_uid(entity_uid).one(txn).await?.unwrap_or(named);
    let Some(trust_type) = trust_type(group.group_type) else {
        return Ok(Err(format!(
            "{} (UID {uid}) is no academy trust: adopt the trust that runs the schools.",
            group.name
        )));
    };
    if group.status == RegisterGroupStatus::Closed {
        return Ok(Err(format!("{} (UID {uid}) is closed: adopt its successor.", group.name)));
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

/// The schools of the legal entity now, each with its spell.
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
    for (registered, spell) in members {
        let links =
            register_link::Entity::find().filter(register_link::Column::Urn.eq(&registered.urn)).all(txn).await?;
        let membership = school::membership(trust_id, &registered, &spell);
        let school = school::tenant(trust_id, membership.school_id, registered);
        let links = links.into_iter().map(|link| school::link(trust_id, school.id, link));
        let links: Vec<_> = links.map(IntoActiveModel::into_active_model).collect();
        tenant_school::Entity::insert(school.into_active_model()).exec_without_returning(txn).await?;
        trust_membership::Entity::insert(membership.into_active_model()).exec_without_returning(txn).await?;
        if !links.is_empty() {
            school_link::Entity::insert_many(links).exec_without_returning(txn).await?;
        }
    }
    Ok(())
}
