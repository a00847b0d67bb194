//! Which groups are one legal entity.
//!
//! A trust is often listed twice, as trust and as sponsor, and once more as the single-academy
//! trust it used to be: counting rows doubles its academies (`domain-model` §9.1, §9.2). One
//! company number is one entity. A group without a number is the trust of the same name, if
//! exactly one has it; else it stands for itself.

use std::{cmp::Reverse, collections::HashMap};

use chrono::NaiveDate;
use entity::codes::{RegisterGroupStatus, RegisterGroupType};
use entity::{fold, register_trust as trust};
use sea_orm::{DatabaseTransaction, DbErr, EntityTrait, IntoActiveModel, Set};
use uuid::Uuid;

/// A group with what the other parts need of it.
pub struct Member {
    /// UID of the group that stands for the entity.
    pub entity_uid: i32,
    /// Whether the group is a trust, not a sponsor or a federation.
    pub is_trust: bool,
    /// Type of the group.
    pub group_type: RegisterGroupType,
    /// Whether the group is closed.
    pub closed: bool,
    /// When it closed, if that is known.
    pub closed_on: Option<NaiveDate>,
}

/// Settles `entity_uid`, and answers the groups by id.
pub async fn settle(txn: &DatabaseTransaction) -> Result<HashMap<Uuid, Member>, DbErr> {
    let rows = trust::Entity::find().all(txn).await?;
    let entities = entities(&rows);
    let mut members = HashMap::with_capacity(rows.len());
    for row in rows {
        let entity_uid = entities.get(&row.uid).copied().unwrap_or(row.uid);
        members.insert(
            row.id,
            Member {
                entity_uid,
                is_trust: is_trust(row.group_type),
                group_type: row.group_type,
                closed: row.status == RegisterGroupStatus::Closed,
                closed_on: row.closed_on,
            },
        );
        if row.entity_uid != Some(entity_uid) {
            let mut change = row.into_active_model();
            change.entity_uid = Set(Some(entity_uid));
            trust::Entity::update(change).exec(txn).await?;
        }
    }
    Ok(members)
}

/// Whether a type of group runs academies.
pub fn is_trust(group_type: RegisterGroupType) -> bool {
    matches!(group_type, RegisterGroupType::MultiAcademyTrust | RegisterGroupType::SingleAcademyTrust)
}

/// The UID of the entity of each group.
fn entities(rows: &[trust::Model]) -> HashMap<i32, i32> {
    let mut of_number: HashMap<&str, &trust::Model> = HashMap::new();
    for row in rows {
        if let Some(number) = &row.companies_house_no {
            let best = of_number.entry(number).or_insert(row);
            if precedence(row) < precedence(best) {
                *best = row;
            }
        }
    }
    let numbered = |row: &trust::Model| {
        let number = row.companies_house_no.as_deref()?;
        of_number.get(number).map(|best| best.uid)
    };
    let mut of_name: HashMap<String, Vec<i32>> = HashMap::new();
    for row in rows.iter().filter(|row| is_trust(row.group_type)) {
        let uids = of_name.entry(name_key(&row.name)).or_default();
        let uid = numbered(row).unwrap_or(row.uid);
        if !uids.contains(&uid) {
            uids.push(uid);
        }
    }
    let named = |row: &trust::Model| {
        if row.group_type != RegisterGroupType::SchoolSponsor {
            return None;
        }
        match of_name.get(&name_key(&row.name))?.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    };
    rows.iter().map(|row| (row.uid, numbered(row).or_else(|| named(row)).unwrap_or(row.uid))).collect()
}

/// Least first: a trust before a sponsor, open before closed, multi before single, newest known.
fn precedence(row: &trust::Model) -> impl Ord + use<> {
    (
        !is_trust(row.group_type),
        row.status == RegisterGroupStatus::Closed,
        row.group_type != RegisterGroupType::MultiAcademyTrust,
        Reverse(row.detail_on),
        Reverse(row.uid),
    )
}

/// The name without the word that a company may drop or spell out.
fn name_key(name: &str) -> String {
    let folded = fold(name);
    let words = folded.split(' ').filter(|word| !matches!(*word, "limited" | "ltd"));
    words.collect::<Vec<_>>().join(" ")
}
