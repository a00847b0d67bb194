//! Keeps a person's spells at schools (`StaffSpell`) in line with contracts and the staff record: a contract puts the
//! person on the school's staff list, and the list ends with the last day in the trust.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use entity::{contract, staff_member, staff_spell};
use graph::mutate::{Change, Held, Stop};
use sea_orm::EntityTrait;
use uuid::Uuid;

/// First day, and first day after the period; the second is `None` where it has no end.
type Days = (NaiveDate, Option<NaiveDate>);

/// The rows from which the spells of a person are computed.
pub(crate) struct Ground<'a> {
    /// The staff record after the change.
    pub record: &'a staff_member::Model,
    /// All contracts of the person after the change.
    pub contracts: &'a [contract::Model],
    /// Today.
    pub today: NaiveDate,
}

/// Updates the spells that the caller may change, so that they match `ground`; returns whether any changed. `under` is
/// the school where the caller may add spells, and a row of it that proves the right (it comes from `Ask::under`).
pub(crate) fn follow<E: EntityTrait>(
    change: &mut Change<'_>,
    ground: &Ground<'_>,
    known: &[Held<staff_spell::Entity>],
    under: Option<(Uuid, &Held<E>)>,
) -> Result<bool, Stop> {
    let mut schools: BTreeSet<Uuid> = known.iter().map(|spell| spell.row.school_id).collect();
    schools.extend(under.as_ref().map(|(school, _)| *school));
    let mut changed = false;
    for school in schools {
        let mut here: Vec<_> = known.iter().filter(|spell| spell.row.school_id == school).collect();
        here.sort_by_key(|spell| (spell.row.starts_on, spell.row.id));
        let stand: Vec<Days> = here.iter().map(|spell| (spell.row.starts_on, spell.row.ends_on)).collect();
        let mut here = here.into_iter();
        for (starts_on, ends_on) in ground.days(school, stand) {
            match (here.next(), &under) {
                (Some(held), _) => {
                    let row = staff_spell::Model { starts_on, ends_on, ..held.row.clone() };
                    changed |= change.update(held, &row, &[])?;
                }
                (None, Some((place, under))) if *place == school => {
                    let row = staff_spell::Model {
                        id: change.new_key(),
                        trust_id: change.tenant(),
                        staff_id: ground.record.id,
                        person_id: ground.record.person_id,
                        school_id: school,
                        starts_on,
                        ends_on,
                        updated_at: change.now(),
                    };
                    change.add::<staff_spell::Entity, _>(under, &row, &[])?;
                    changed = true;
                }
                // At this school the caller may not add spells.
                (None, _) => {}
            }
        }
        for held in here {
            change.remove(held)?;
            changed = true;
        }
    }
    Ok(changed)
}

impl Ground<'_> {
    /// The days of the spells at a school: the merged days of the contracts there. Without contracts there, the spell
    /// at the main school runs from the first day in the trust without an end, and a spell at another school ends
    /// today.
    fn days(&self, school: Uuid, stand: Vec<Days>) -> Vec<Days> {
        let here = self.contracts.iter().filter(|contract| contract.school_id == Some(school));
        let mut days = merged(here.map(|contract| (contract.starts_on, contract.ends_on)));
        if days.is_empty() {
            days = stand;
            let is_main = self.record.main_school_id == Some(school);
            match days.last_mut() {
                Some((_, ends)) if is_main => *ends = None,
                Some((_, ends)) => *ends = Some(ends.map_or(self.today, |ends| ends.min(self.today))),
                None if is_main => days.push((self.record.trust_start.unwrap_or(self.today), None)),
                None => {}
            }
        }
        let gone = self.record.leaving_date.and_then(|last| last.succ_opt());
        for (_, ends) in &mut days {
            *ends = [*ends, gone].into_iter().flatten().min();
        }
        days.retain(|(starts, ends)| ends.is_none_or(|ends| ends > *starts));
        days
    }
}

/// Merges overlapping and adjoining periods, and sorts them.
fn merged(days: impl Iterator<Item = Days>) -> Vec<Days> {
    let mut sorted: Vec<Days> = days.collect();
    sorted.sort();
    let mut spells: Vec<Days> = Vec::new();
    for (starts, ends) in sorted {
        match spells.last_mut() {
            Some((_, last)) if last.is_none_or(|last| starts <= last) => {
                *last = last.zip(ends).map(|(last, ends)| last.max(ends));
            }
            _ => spells.push((starts, ends)),
        }
    }
    spells
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::{Days, merged};

    fn day(month: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, 1).expect("a day")
    }

    #[track_caller]
    fn check(contracts: &[(u32, Option<u32>)], expected: &[(u32, Option<u32>)]) {
        let days = |list: &[(u32, Option<u32>)]| -> Vec<Days> {
            list.iter().map(|(from, to)| (day(*from), to.map(day))).collect()
        };
        assert_eq!(merged(days(contracts).into_iter()), days(expected));
    }

    #[test]
    fn contracts_that_meet_are_one_spell_and_a_gap_parts_them() {
        check(&[], &[]);
        check(&[(3, Some(5)), (1, Some(3))], &[(1, Some(5))]);
        check(&[(1, Some(9)), (2, Some(3))], &[(1, Some(9))]);
        check(&[(1, None), (2, Some(3))], &[(1, None)]);
        check(&[(2, Some(3)), (1, Some(2)), (5, None)], &[(1, Some(3)), (5, None)]);
        check(&[(4, None), (1, Some(5))], &[(1, None)]);
    }
}
