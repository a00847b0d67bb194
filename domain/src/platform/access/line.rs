//! The people below a person: holders of posts that report, directly or indirectly, to a post that the person holds.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use entity::{contract, post};
use sea_orm::{ColumnTrait, Condition, DatabaseConnection, DbErr, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

fn current(today: NaiveDate) -> Condition {
    use contract::Column as C;
    Condition::all()
        .add(C::StartsOn.lte(today))
        .add(Condition::any().add(C::EndsOn.is_null()).add(C::EndsOn.gte(today)))
}

/// The people below a person today; the person is never among them.
pub(super) async fn below(
    db: &DatabaseConnection,
    trust: Uuid,
    person: Uuid,
    today: NaiveDate,
) -> Result<Vec<Uuid>, DbErr> {
    use contract::Column as C;
    let held: Vec<Uuid> = contract::Entity::find()
        .filter(C::PersonId.eq(person))
        .filter(current(today))
        .select_only()
        .column(C::PostId)
        .into_tuple()
        .all(db)
        .await?;
    if held.is_empty() {
        return Ok(Vec::new());
    }
    let lines: Vec<(Uuid, Option<Uuid>)> = post::Entity::find()
        .filter(post::Column::TrustId.eq(trust))
        .filter(post::Column::LineManagerPostId.is_not_null())
        .select_only()
        .columns([post::Column::Id, post::Column::LineManagerPostId])
        .into_tuple()
        .all(db)
        .await?;
    let posts = below_posts(&held, &lines);
    if posts.is_empty() {
        return Ok(Vec::new());
    }
    let holders: Vec<(Uuid, Uuid)> = contract::Entity::find()
        .filter(C::TrustId.eq(trust))
        .filter(current(today))
        .select_only()
        .columns([C::PostId, C::PersonId])
        .into_tuple()
        .all(db)
        .await?;
    Ok(holders.into_iter().filter(|(post, holder)| posts.contains(post) && *holder != person).map(|(_, p)| p).collect())
}

/// Every post below the given ones. A circular reporting line is followed once.
fn below_posts(held: &[Uuid], lines: &[(Uuid, Option<Uuid>)]) -> HashSet<Uuid> {
    let mut reports: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
    for (post, manager) in lines {
        if let Some(manager) = manager {
            reports.entry(*manager).or_default().push(*post);
        }
    }
    let mut found = HashSet::new();
    let mut queue = held.to_vec();
    while let Some(post) = queue.pop() {
        for report in reports.get(&post).into_iter().flatten() {
            if !held.contains(report) && found.insert(*report) {
                queue.push(*report);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::below_posts;
    use uuid::Uuid;

    #[test]
    fn the_line_runs_down_and_ends_in_a_circle() {
        let id = Uuid::from_u128;
        let lines = [(id(2), Some(id(1))), (id(3), Some(id(2))), (id(4), Some(id(9))), (id(1), Some(id(3)))];
        let mut below: Vec<_> = below_posts(&[id(1)], &lines).into_iter().collect();
        below.sort();
        assert_eq!(below, [id(2), id(3)]);
    }
}
