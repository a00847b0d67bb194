//! Spells at schools follow from contracts and the staff record: whoever is given a contract is on the school's staff list,
//! and nobody is after the last day.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use entity::{contract, staff_member, staff_spell};
use graph::mutate::{Change, Held, Stop};
use sea_orm::EntityTrait;
use uuid::Uuid;

/// From a day until another, which is not in it; open without one.
type Days = (NaiveDate, Option<NaiveDate>);

/// What somebody's spells follow from.
pub(crate) struct Ground<'a> {
    /// The record as it will stand.
    pub record: &'a staff_member::Model,
    /// All contracts of the person as they will stand.
    pub contracts: &'a [contract::Model],
    pub today: NaiveDate,
}

/// Brings the spells that the caller may change in line with what they follow from. `under` is the school where new ones
/// may be added, and a row of it that was asked for with that right.
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
                    };
                    change.add::<staff_spell::Entity, _>(under, &row, &[])?;
                    changed = true;
                }
                // Of a school where the caller may add none.
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
    /// The days at a school: those of the contracts there. Without any, the main school's list has the person from the
    /// first day on, and another's no longer.
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

/// Overlapping and adjoining days as one, in order.
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
