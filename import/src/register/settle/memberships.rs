//! Which memberships are current, and when the others ended.
//!
//! A membership is current if the newest snapshot that covers its legal entity lists it. A snapshot covers an entity if it
//! lists any member of it under the same type of group; all types of trust count as one type. `left_on` is written only if
//! a fact gives it: the group closed, the school closed, or the school joined another trust. Otherwise it stays empty, and
//! it is only known that the school left after it was last seen.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use entity::{register_membership as membership, register_school as school};
use graph::period::day_before;
use sea_orm::{
    ColumnTrait, Condition, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::Expr,
};
use uuid::Uuid;

use super::entities::SettledGroup;

/// Memberships that are read together.
const PAGE_ROWS: u64 = 2000;

/// What a snapshot covers: a legal entity, and a type of group (empty for trusts).
type Cover<'a> = (i32, &'a str);

/// The derived columns of a membership: `current` and `left_on`.
type Standing = (bool, Option<NaiveDate>);

/// Updates `current` and `left_on`.
pub async fn settle(txn: &DatabaseTransaction, groups: &HashMap<Uuid, SettledGroup>) -> Result<(), DbErr> {
    let newest = newest_snapshots(txn, groups).await?;
    let mut after: Option<(Uuid, Uuid)> = None;
    loop {
        let mut page = page(txn, after).await?;
        let full = page.len() as u64 == PAGE_ROWS;
        let Some(last) = page.last().map(|row| (row.register_school_id, row.id)) else {
            return Ok(());
        };
        // All memberships of a school must be on one page: those of the last school may go on, so they wait for the next page.
        let whole = page.partition_point(|row| row.register_school_id < last.0);
        if full && whole > 0 {
            page.truncate(whole);
        }
        after = page.last().map(|row| (row.register_school_id, row.id));
        let closed = closing_days(txn, &page).await?;
        let mut changes: BTreeMap<Standing, Vec<Uuid>> = BTreeMap::new();
        for spells in page.chunk_by(|a, b| a.register_school_id == b.register_school_id) {
            let closed_on = closed.get(&spells[0].register_school_id).copied();
            for spell in spells {
                let standing = standing(spell, spells, closed_on, groups, &newest);
                if standing != (spell.current, spell.left_on) {
                    changes.entry(standing).or_default().push(spell.id);
                }
            }
        }
        for ((current, left_on), ids) in changes {
            membership::Entity::update_many()
                .col_expr(membership::Column::Current, Expr::value(current))
                .col_expr(membership::Column::LeftOn, Expr::value(left_on))
                .filter(membership::Column::Id.is_in(ids))
                .exec(txn)
                .await?;
        }
        if !full {
            return Ok(());
        }
    }
}

async fn page(txn: &DatabaseTransaction, after: Option<(Uuid, Uuid)>) -> Result<Vec<membership::Model>, DbErr> {
    use membership::Column::{Id, RegisterSchoolId};
    let mut query = membership::Entity::find();
    if let Some((school, id)) = after {
        let same = Condition::all().add(RegisterSchoolId.eq(school)).add(Id.gt(id));
        query = query.filter(Condition::any().add(RegisterSchoolId.gt(school)).add(same));
    }
    query.order_by_asc(RegisterSchoolId).order_by_asc(Id).limit(PAGE_ROWS).all(txn).await
}

/// The date of the newest snapshot that covers each entity.
async fn newest_snapshots<'a>(
    txn: &DatabaseTransaction,
    groups: &'a HashMap<Uuid, SettledGroup>,
) -> Result<HashMap<Cover<'a>, NaiveDate>, DbErr> {
    let by_group: Vec<(Uuid, NaiveDate)> = membership::Entity::find()
        .select_only()
        .column(membership::Column::RegisterTrustId)
        .column_as(membership::Column::LastSeenOn.max(), "newest")
        .group_by(membership::Column::RegisterTrustId)
        .into_tuple()
        .all(txn)
        .await?;
    let mut newest = HashMap::new();
    for (group, seen_on) in by_group {
        if let Some(group) = groups.get(&group) {
            let known = newest.entry(cover(group)).or_insert(seen_on);
            *known = seen_on.max(*known);
        }
    }
    Ok(newest)
}

fn cover(group: &SettledGroup) -> Cover<'_> {
    (group.entity_uid, if group.is_trust { "" } else { group.group_type.code() })
}

async fn closing_days(
    txn: &DatabaseTransaction,
    page: &[membership::Model],
) -> Result<HashMap<Uuid, NaiveDate>, DbErr> {
    let mut ids: Vec<Uuid> = page.iter().map(|row| row.register_school_id).collect();
    ids.dedup();
    let rows: Vec<(Uuid, Option<NaiveDate>)> = school::Entity::find()
        .select_only()
        .column(school::Column::Id)
        .column(school::Column::CloseDate)
        .filter(school::Column::Id.is_in(ids))
        .filter(school::Column::CloseDate.is_not_null())
        .into_tuple()
        .all(txn)
        .await?;
    Ok(rows.into_iter().filter_map(|(id, closed)| Some((id, closed?))).collect())
}

/// Whether a membership (`spell`) is current, and when it ended. `spells` are all memberships of the same school.
fn standing(
    spell: &membership::Model,
    spells: &[membership::Model],
    school_closed_on: Option<NaiveDate>,
    groups: &HashMap<Uuid, SettledGroup>,
    newest: &HashMap<Cover<'_>, NaiveDate>,
) -> Standing {
    let Some(group) = groups.get(&spell.register_trust_id) else {
        return (spell.current, spell.left_on);
    };
    let listed = newest.get(&cover(group)).is_some_and(|seen_on| spell.last_seen_on >= *seen_on);
    if listed && !group.closed {
        return (true, None);
    }
    let elsewhere = spells.iter().filter(|other| {
        groups
            .get(&other.register_trust_id)
            .is_some_and(|next| next.is_trust && group.is_trust && next.entity_uid != group.entity_uid)
    });
    // A school that joins another trust was a member until the day before; one that closes is one on its closing day.
    let joined = elsewhere.filter_map(|other| other.joined_on).filter(|on| *on > spell.last_seen_on);
    let moved = joined.map(day_before);
    let school_closed = school_closed_on.filter(|on| *on > spell.last_seen_on);
    let group_closed = group.closed_on.filter(|_| group.closed);
    (false, moved.chain(school_closed).chain(group_closed).min())
}
