//! The rule of what follows from the rows of a pupil, and the one place that makes and changes rows.

use std::ops::RangeInclusive;

use chrono::NaiveDate;
use entity::pupil_year::{Column, Entity, Model};
use graph::declare::{At, Day, Key, Later, Test, Yearly, at, other};
use graph::mutate::{Change, Held, Stop};
use sea_orm::EntityTrait;
use uuid::Uuid;

use crate::platform::academic_year::{FIRST_MONTH, first_day, first_year_of, risen};

/// What follows in the database from the rows of the pupil that a column names, on a day.
fn follows(pupil: At, value: Column, later: Later, on: Day, only: Option<Test>) -> Key {
    let of = |column: Column| at("py", column);
    let its = Test::Same(of(Column::PupilId), pupil);
    Key::Yearly(Box::new(Yearly {
        rows: other("py", Entity, std::iter::once(its).chain(only)),
        starts: of(Column::StartsOn),
        year: of(Column::FirstYear),
        begins: FIRST_MONTH,
        value: of(value),
        later,
        on,
    }))
}

/// The year group: that of the latest row that has begun, and one more for each September since. With a test, only where
/// it holds.
pub(crate) fn year_group(pupil: At, on: Day, only: Option<Test>) -> Key {
    follows(pupil, Column::NcYear, Later::Rises, on, only)
}

/// The registration group: that of the latest row that has begun, in the academic year of that row. Groups are new each year.
pub(super) fn registration_group(pupil: At, on: Day, only: Option<Test>) -> Key {
    follows(pupil, Column::RegistrationGroup, Later::Ends, on, only)
}

/// The year groups there are: two years of nursery, Reception, and Years 1 to 14.
pub(in crate::pupils) const YEARS: RangeInclusive<i32> = -2..=14;

/// Why a number is no year group.
pub(crate) fn year_fault(nc_year: i32) -> Option<String> {
    (!YEARS.contains(&nc_year))
        .then(|| format!("{nc_year} is no year group: give {} to {}", YEARS.start(), YEARS.end()))
}

/// The latest row that has begun on a day.
pub(crate) fn latest<'a>(rows: impl IntoIterator<Item = &'a Model>, day: NaiveDate) -> Option<&'a Model> {
    rows.into_iter().filter(|row| row.starts_on <= day).max_by_key(|row| row.starts_on)
}

/// The year group on a day: that of the latest row that has begun, and one more for each September since.
pub(crate) fn level_on<'a>(rows: impl IntoIterator<Item = &'a Model>, day: NaiveDate) -> Option<i32> {
    latest(rows, day).map(|row| risen(row.nc_year, row.first_year, day))
}

/// The year group on a day, and before the first row the one from which that row follows.
pub(crate) fn level_near(rows: &[Model], day: NaiveDate) -> Option<i32> {
    let first = || rows.iter().min_by_key(|row| row.starts_on);
    let before = || first().map(|row| risen(row.nc_year, row.first_year, day));
    level_on(rows, day).or_else(before)
}

/// What a school says of a pupil's year group.
#[derive(Clone)]
pub(in crate::pupils) struct NewYear {
    pub pupil: Uuid,
    pub school: Uuid,
    /// The academic year.
    pub first_year: i32,
    pub nc_year: i32,
    /// The registration group; where it is left out, that of the row of this year stays.
    pub registration_group: Option<Option<String>>,
    /// First day on the school's roll.
    pub entry: NaiveDate,
}

/// A row for the year in which a pupil enters a school.
pub(in crate::pupils) fn entered(
    change: &Change<'_>,
    (pupil, school): (Uuid, Uuid),
    entry: NaiveDate,
    nc_year: i32,
    registration_group: Option<String>,
) -> Model {
    let first_year = first_year_of(entry);
    made(change, NewYear { pupil, school, first_year, nc_year, registration_group: Some(registration_group), entry })
}

fn made(change: &Change<'_>, new: NewYear) -> Model {
    Model {
        id: change.new_key(),
        trust_id: change.tenant(),
        pupil_id: new.pupil,
        school_id: new.school,
        first_year: new.first_year,
        starts_on: first_day(new.first_year).max(new.entry),
        nc_year: new.nc_year,
        registration_group: new.registration_group.flatten(),
        updated_at: change.now(),
        row_version: 1,
    }
}

/// The row of a school for an academic year, of the time on its roll that began with `entry`.
pub(in crate::pupils) fn of_year(
    rows: &[Held<Entity>],
    school: Uuid,
    first_year: i32,
    entry: NaiveDate,
) -> Option<&Held<Entity>> {
    let own = |held: &&Held<Entity>| held.row.school_id == school && held.row.starts_on >= entry;
    rows.iter().filter(own).find(|held| held.row.first_year == first_year)
}

/// Writes what a school says of a year into the row that it has for it, else into a new one under `under`. Returns the key
/// of the row, and whether anything changed.
pub(in crate::pupils) fn set<W: EntityTrait>(
    change: &mut Change<'_>,
    under: &Held<W>,
    rows: &[Held<Entity>],
    new: NewYear,
    at: &[&str],
) -> Result<(Uuid, bool), Stop> {
    if let Some(held) = of_year(rows, new.school, new.first_year, new.entry) {
        let mut next = held.row.clone();
        next.nc_year = new.nc_year;
        if let Some(group) = new.registration_group {
            next.registration_group = group;
        }
        return Ok((held.row.id, change.update(held, &next, at)?));
    }
    let row = made(change, new);
    // One row begins on a day: one that another school wrote ahead for this day becomes this school's.
    match rows.iter().find(|held| held.row.starts_on == row.starts_on) {
        Some(held) => {
            let next = Model { id: held.row.id, ..row };
            Ok((held.row.id, change.move_to(held, under, &next, at)?))
        }
        None => Ok((change.add::<Entity, _>(under, &row, at)?, true)),
    }
}

/// Removes the rows that begin after a pupil's last day at a school: what a school said ahead of years that the pupil
/// does not spend there.
pub(in crate::pupils) fn begun_after(
    change: &mut Change<'_>,
    rows: &[Held<Entity>],
    last: NaiveDate,
    but: Option<NaiveDate>,
) -> Result<(), Stop> {
    for held in rows.iter().filter(|held| held.row.starts_on > last && Some(held.row.starts_on) != but) {
        change.remove(held)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use entity::pupil_year::Model;
    use uuid::Uuid;

    use super::{level_on, year_fault};

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn row(first_year: i32, starts_on: &str, nc_year: i32) -> Model {
        Model {
            id: Uuid::nil(),
            trust_id: Uuid::nil(),
            pupil_id: Uuid::nil(),
            school_id: Uuid::nil(),
            first_year,
            starts_on: day(starts_on),
            nc_year,
            registration_group: None,
            updated_at: chrono::DateTime::UNIX_EPOCH,
            row_version: 1,
        }
    }

    #[test]
    fn a_pupil_is_a_year_higher_each_september_unless_a_row_says_otherwise() {
        // Entered reception in January 2021, kept back in year 4 in 2025/26.
        let rows = [row(2020, "2021-01-11", 0), row(2025, "2025-09-01", 4)];
        let on = |text| level_on(&rows, day(text));
        assert_eq!(on("2021-01-10"), None, "before the entry");
        assert_eq!((on("2021-01-11"), on("2021-08-31"), on("2021-09-01")), (Some(0), Some(0), Some(1)));
        assert_eq!((on("2025-08-31"), on("2025-09-01"), on("2026-08-31")), (Some(4), Some(4), Some(4)));
        assert_eq!((on("2026-09-01"), on("2028-02-29"), on("2028-09-01")), (Some(5), Some(6), Some(7)));
    }

    #[test]
    fn year_groups_go_from_nursery_to_year_14() {
        assert_eq!([-2, 0, 14].map(year_fault), [None, None, None]);
        assert_eq!(year_fault(99).as_deref(), Some("99 is no year group: give -2 to 14"));
        assert!(year_fault(-3).is_some() && year_fault(i32::MIN).is_some());
    }
}
