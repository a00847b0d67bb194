//! A file of group links: one row says that a school belongs to a group, and since when.
//!
//! It says nothing of those who left. A school that one snapshot lists and the next does not has
//! left in between, so every spell keeps the dates at which it was seen. A joining date that a
//! later snapshot corrects stays one spell; one after the spell was last seen begins another.

use std::collections::HashMap;

use chrono::NaiveDate;
use entity::{register_membership as membership, register_school as school};
use sea_orm::{ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::{
    Layout, Line, establishments,
    establishments::Sketch,
    group::{self, Group, Voice},
    groups,
    shelf::{Outcome, Shelf},
};
use crate::{
    clean,
    read::Reading,
    report::{FileReport, Severity},
};

/// The layout.
pub struct GroupLinks;

/// A row.
pub struct GroupLink {
    group: Group,
    school: Sketch,
    joined_on: Option<NaiveDate>,
}

impl Layout for GroupLinks {
    type Row = GroupLink;

    fn read(reading: &mut Reading<'_, '_>) -> Option<GroupLink> {
        let school = establishments::sketch(reading)?;
        let group = group::read(reading)?;
        let joined_on = reading.field(&["joineddate"], clean::date).value();
        Some(GroupLink { group, school, joined_on })
    }

    async fn write(
        txn: &DatabaseTransaction,
        as_of: NaiveDate,
        lines: Vec<Line<GroupLink>>,
        report: &mut FileReport,
    ) -> Result<(), DbErr> {
        let uids = lines.iter().map(|line| line.row.group.uid);
        let urns = lines.iter().map(|line| line.row.school.urn.clone());
        let mut groups = groups::stored(txn, uids).await?;
        let mut schools = establishments::stored(txn, urns).await?;
        let mut spells = Spells::stored(txn, &schools).await?;
        for Line { number, row: GroupLink { group, school, joined_on } } in lines {
            let (uid, urn) = (group.uid, school.urn.clone());
            let group = group.apply(groups.get(&uid), as_of, Voice::GroupLinks);
            let school = school.apply(schools.get(&urn), as_of);
            let pair = (group.id, school.id);
            let mut outcome = groups.put(uid, group).max(schools.put(urn, school));
            match spells.see(pair, joined_on, as_of) {
                Seen::As(seen) => outcome = outcome.max(seen),
                Seen::Contradicted(first) => {
                    let words =
                        format!("another row of this date says that the school joined on {first}, which is kept");
                    let cell = joined_on.map(|date| date.to_string()).unwrap_or_default();
                    report.note(Severity::Warned, number, "Joined date", &cell, &words);
                }
            }
            outcome.count(&mut report.tally);
        }
        groups.write(txn).await?;
        schools.write(txn).await?;
        spells.shelf.write(txn).await
    }
}

/// The memberships of some schools, by id and by pair of group and school.
struct Spells {
    shelf: Shelf<Uuid, membership::Model>,
    of_pair: HashMap<(Uuid, Uuid), Vec<Uuid>>,
}

/// What a sighting came to.
enum Seen {
    As(Outcome),
    /// The same snapshot gave this other joining date before.
    Contradicted(NaiveDate),
}

impl Spells {
    async fn stored(txn: &DatabaseTransaction, schools: &Shelf<String, school::Model>) -> Result<Self, DbErr> {
        let ids: Vec<Uuid> = schools.rows().map(|(_, row)| row.id).collect();
        let found = membership::Entity::find().filter(membership::Column::RegisterSchoolId.is_in(ids)).all(txn).await?;
        let mut of_pair: HashMap<_, Vec<Uuid>> = HashMap::new();
        for row in &found {
            of_pair.entry((row.register_trust_id, row.register_school_id)).or_default().push(row.id);
        }
        Ok(Spells { shelf: Shelf::of(found.into_iter().map(|row| (row.id, row))), of_pair })
    }

    fn see(&mut self, pair: (Uuid, Uuid), joined_on: Option<NaiveDate>, as_of: NaiveDate) -> Seen {
        let ids = self.of_pair.entry(pair).or_default();
        let known = ids.iter().filter_map(|id| self.shelf.get(id)).collect::<Vec<_>>();
        let Some(mut spell) = same_spell(&known, joined_on, as_of).cloned() else {
            let row = new_spell(pair, joined_on, as_of);
            ids.push(row.id);
            return Seen::As(self.shelf.put(row.id, row));
        };
        match (spell.joined_on, joined_on) {
            (None, _) => spell.joined_on = joined_on,
            (Some(_), Some(_)) if as_of > spell.last_seen_on => spell.joined_on = joined_on,
            (Some(first), Some(second)) if as_of == spell.last_seen_on && first != second => {
                return Seen::Contradicted(first);
            }
            _ => {}
        }
        spell.first_seen_on = spell.first_seen_on.min(as_of);
        spell.last_seen_on = spell.last_seen_on.max(as_of);
        Seen::As(self.shelf.put(spell.id, spell))
    }
}

/// The spell that a sighting belongs to: the one with its joining date, else the latest that the
/// sighting does not contradict.
fn same_spell<'a>(
    known: &[&'a membership::Model],
    joined_on: Option<NaiveDate>,
    as_of: NaiveDate,
) -> Option<&'a membership::Model> {
    let exact = known.iter().find(|spell| joined_on.is_some() && spell.joined_on == joined_on);
    let agrees = |spell: &&&membership::Model| {
        if as_of < spell.first_seen_on {
            spell.joined_on.is_none_or(|joined| joined <= as_of)
        } else {
            joined_on.is_none_or(|joined| joined <= spell.last_seen_on)
        }
    };
    let latest = || known.iter().filter(agrees).max_by_key(|spell| spell.last_seen_on);
    exact.or_else(latest).copied()
}

fn new_spell((group, school): (Uuid, Uuid), joined_on: Option<NaiveDate>, as_of: NaiveDate) -> membership::Model {
    membership::Model {
        id: Uuid::now_v7(),
        register_trust_id: group,
        register_school_id: school,
        joined_on,
        left_on: None,
        first_seen_on: as_of,
        last_seen_on: as_of,
        current: false,
    }
}
