//! Keeps a person's spells at schools (`StaffSpell`) in line with contracts and the staff record: a contract puts the
//! person on the school's staff list, and the list ends with the last day in the trust.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use entity::{contract, staff_member, staff_spell};
use graph::Period;
use graph::mutate::{Change, Held, Stop};
use graph::period::day_after;
use sea_orm::EntityTrait;
use uuid::Uuid;

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
        let stand = here.iter().map(|spell| Period::new(spell.row.starts_on, spell.row.ends_on)).collect();
        let mut here = here.into_iter();
        for Period { first: starts_on, last: ends_on } in ground.days(school, stand) {
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
    /// at the main school runs from the first day in the trust without an end, and a spell at another school ended
    /// yesterday.
    fn days(&self, school: Uuid, stand: Vec<Period>) -> Vec<Period> {
        let here = self.contracts.iter().filter(|contract| contract.school_id == Some(school));
        let mut days = merged(here.map(|contract| Period::new(contract.starts_on, contract.ends_on)));
        if days.is_empty() {
            days = stand;
            let is_main = self.record.main_school_id == Some(school);
            match days.last_mut() {
                Some(spell) if is_main => spell.last = None,
                Some(spell) => *spell = spell.before(self.today),
                None if is_main => days.push(Period::new(self.record.trust_start.unwrap_or(self.today), None)),
                None => {}
            }
        }
        if let Some(last) = self.record.leaving_date {
            days.iter_mut().for_each(|spell| *spell = spell.before(day_after(last)));
        }
        days.retain(|spell| !spell.is_empty());
        days
    }
}

/// Merges overlapping and adjoining periods, and sorts them.
fn merged(days: impl Iterator<Item = Period>) -> Vec<Period> {
    let mut sorted: Vec<Period> = days.collect();
    sorted.sort();
    let mut spells: Vec<Period> = Vec::new();
    for next in sorted {
        match spells.last_mut() {
            Some(spell) if spell.meets(next) => {
                spell.last = spell.last.zip(next.last).map(|(one, other)| one.max(other));
            }
            _ => spells.push(next),
        }
    }
    spells
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use graph::Period;
    use graph::period::day_before;

    use super::merged;

    fn day(month: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, 1).expect("a day")
    }

    /// Periods from the first of a month until the day before the first of another.
    fn periods(list: &[(u32, Option<u32>)]) -> Vec<Period> {
        list.iter().map(|(from, next)| Period::new(day(*from), next.map(|next| day_before(day(next))))).collect()
    }

    #[track_caller]
    fn check(contracts: &[(u32, Option<u32>)], expected: &[(u32, Option<u32>)]) {
        assert_eq!(merged(periods(contracts).into_iter()), periods(expected));
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
