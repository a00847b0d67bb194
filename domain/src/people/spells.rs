//! Spells at a school from the contracts there: whoever is given a contract is on the school's staff list.

use chrono::NaiveDate;
use entity::{contract, staff_school};
use graph::mutate::{Change, Held, Stop};
use sea_orm::EntityTrait;
use uuid::Uuid;

/// From a day until another, which is not in it; open without one.
type Days = (NaiveDate, Option<NaiveDate>);

/// Whose spells at which school.
pub(super) struct Whose {
    pub staff: Uuid,
    pub person: Uuid,
    pub school: Uuid,
}

/// Brings the spells of somebody at a school in line with all contracts there, among whatever of the person's spells
/// and contracts is given. `under` is a row of that school, asked
/// for with the right to add spells.
pub(super) fn settle<E: EntityTrait>(
    change: &mut Change<'_>,
    under: &Held<E>,
    whose: &Whose,
    mut known: Vec<Held<staff_school::Entity>>,
    contracts: &[contract::Model],
) -> Result<(), Stop> {
    known.retain(|spell| spell.row.school_id == whose.school);
    known.sort_by_key(|spell| (spell.row.starts_on, spell.row.id));
    let mut known = known.into_iter();
    let here = contracts.iter().filter(|contract| contract.school_id == Some(whose.school));
    for (starts_on, ends_on) in merged(here.map(|contract| (contract.starts_on, contract.ends_on))) {
        match known.next() {
            Some(held) => {
                let row = staff_school::Model { starts_on, ends_on, ..held.row.clone() };
                change.update(&held, &row, &[])?;
            }
            None => {
                let row = staff_school::Model {
                    id: change.new_key(),
                    trust_id: change.tenant(),
                    staff_id: whose.staff,
                    person_id: whose.person,
                    school_id: whose.school,
                    starts_on,
                    ends_on,
                };
                change.add::<staff_school::Entity, _>(under, &row, &[])?;
            }
        }
    }
    known.try_for_each(|held| change.remove(&held))
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
