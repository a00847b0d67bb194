//! What the register answers about a trust: academies, roll, needs, language, free school meals,
//! and who joined and left between two snapshots.
//!
//! All is counted over the legal entity, whichever of its groups is named, and over trusts alone:
//! a sponsor's group lists the same academies again (`domain-model` §9.1). Percentages are left to
//! the caller, who gets numerator and denominator. Plain reads of a public register: no caller and
//! no scope.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use entity::{
    register_census as census, register_membership as membership, register_school as school, register_trust as trust,
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::register::settle::is_trust;

/// Figures of the academies of a trust in one census.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrustFigures {
    /// Academies of the trust now.
    pub academies: usize,
    /// Those of them with a row in the census.
    pub counted: usize,
    /// Pupils on roll.
    pub roll: i64,
    /// Pupils with an education, health and care plan.
    pub ehcp: i64,
    /// Pupils with SEN support.
    pub sen_support: i64,
    /// Pupils whose first language is other than English.
    pub eal: i64,
    /// Pupils eligible for free school meals in the past six years, at academies whose census
    /// says among how many they were counted.
    pub fsm6: i64,
    /// Pupils those were counted among; zero where the census has no such column.
    pub fsm6_roll: i64,
}

/// URNs that changed hands between two snapshots.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Movements {
    /// In the trust at the later date only.
    pub joiners: BTreeSet<String>,
    /// In the trust at the earlier date only.
    pub leavers: BTreeSet<String>,
}

impl TrustFigures {
    /// FSM6 percentage in hundredths, half up; `None` where the census has no denominator.
    #[must_use]
    pub fn fsm6_hundredths(&self) -> Option<i64> {
        (self.fsm6_roll > 0).then(|| (self.fsm6 * 20_000 + self.fsm6_roll) / (2 * self.fsm6_roll))
    }
}

/// Figures of the trust that a group stands for, in the census of an academic year.
pub async fn trust_figures<C: ConnectionTrait>(db: &C, uid: i32, academic_year: &str) -> Result<TrustFigures, DbErr> {
    let current = members(db, uid, |spell| spell.current).await?;
    let mut figures = TrustFigures { academies: current.len(), ..TrustFigures::default() };
    let rows = census::Entity::find()
        .filter(census::Column::AcademicYear.eq(academic_year))
        .filter(census::Column::Urn.is_in(current.into_values()))
        .all(db)
        .await?;
    figures.counted = rows.len();
    let of = |count: Option<i32>| i64::from(count.unwrap_or(0));
    for row in rows {
        figures.roll += of(row.roll);
        figures.ehcp += of(row.ehcp);
        figures.sen_support += of(row.sen_support);
        figures.eal += of(row.eal);
        if let (Some(fsm6), Some(roll)) = (row.fsm6, row.fsm6_roll) {
            figures.fsm6 += i64::from(fsm6);
            figures.fsm6_roll += i64::from(roll);
        }
    }
    Ok(figures)
}

/// Who joined and left a trust between two snapshots, given by their dates.
pub async fn movements<C: ConnectionTrait>(
    db: &C,
    uid: i32,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Movements, DbErr> {
    let listed =
        |day: NaiveDate| move |spell: &membership::Model| spell.first_seen_on <= day && day <= spell.last_seen_on;
    let before: BTreeSet<_> = members(db, uid, listed(from)).await?.into_values().collect();
    let after: BTreeSet<_> = members(db, uid, listed(to)).await?.into_values().collect();
    Ok(Movements {
        joiners: after.difference(&before).cloned().collect(),
        leavers: before.difference(&after).cloned().collect(),
    })
}

/// The schools with a fitting spell in any trust of the group's legal entity: URN by id.
async fn members<C: ConnectionTrait>(
    db: &C,
    uid: i32,
    fits: impl Fn(&membership::Model) -> bool,
) -> Result<BTreeMap<Uuid, String>, DbErr> {
    let Some(named) = trust::Entity::find().filter(trust::Column::Uid.eq(uid)).one(db).await? else {
        return Ok(BTreeMap::new());
    };
    let groups =
        trust::Entity::find().filter(trust::Column::EntityUid.eq(named.entity_uid.unwrap_or(uid))).all(db).await?;
    let ids = groups.iter().filter(|group| is_trust(group.group_type)).map(|group| group.id);
    let spells = membership::Entity::find().filter(membership::Column::RegisterTrustId.is_in(ids)).all(db).await?;
    let ids = spells.iter().filter(|spell| fits(spell)).map(|spell| spell.register_school_id);
    let schools = school::Entity::find().filter(school::Column::Id.is_in(ids)).all(db).await?;
    Ok(schools.into_iter().map(|school| (school.id, school.urn)).collect())
}
