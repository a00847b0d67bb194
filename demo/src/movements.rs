//! Where a pupil was when.
//!
//! Most have been at one school all along. Some moved from a primary to a secondary school of
//! the trust or between two primaries, some left the trust.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::calendar::{YEAR_START, day};
use crate::child::Spell;
use crate::dice::Dice;
use crate::schools::{Cohort, Kind, School};

/// Where a child has been: at this school, before it perhaps at another, afterwards perhaps gone.
pub fn spells(dice: &mut Dice, schools: &[School], index: usize, cohort: Cohort, place: usize) -> Vec<Spell> {
    let school = &schools[index];
    let (low, _) = school.kind.years();
    let entry = if school.kind == Kind::AllThrough && cohort.nc_year >= 7 && dice.chance(600) { 7 } else { low };
    let started = day(2025 - (cohort.nc_year - entry), 9, 1);
    let left = (place >= cohort.on_roll).then(|| {
        // Nobody leaves before having come, and a school that is new tells nothing of last year.
        if cohort.nc_year > entry && !school.is_new && dice.chance(400) {
            day(2025, 7, 24)
        } else {
            school_day(dice.day(day(2025, 10, 6), day(2026, 2, 27))) + Days::new(1)
        }
    });
    let mut feeders = schools
        .iter()
        .enumerate()
        .filter(|(other, feeder)| feeder.kind == Kind::Primary && !feeder.is_new && *other != index);
    let feeder_count = feeders.clone().count();
    let moved = match school.kind {
        Kind::Secondary | Kind::AllThrough if cohort.nc_year == 7 && entry == 7 && dice.chance(360) => {
            Some((YEAR_START, YEAR_START))
        }
        Kind::Primary if cohort.nc_year >= 1 && left.is_none() && dice.chance(18) => {
            Some((day(2025, 12, 20), day(2026, 1, 5)))
        }
        _ => None,
    };
    if let (Some((gone, arrived)), Some((feeder, _))) = (moved, feeders.nth(dice.below(feeder_count))) {
        let before = Spell { school: feeder, from: day(2025 - cohort.nc_year, 9, 1), to: Some(gone) };
        return vec![before, Spell { school: index, from: arrived, to: left }];
    }
    let last_entry = left.map_or(day(2026, 2, 23), |left| (left - Days::new(60)).max(started));
    let from = if dice.chance(130) { school_day(dice.day(started, last_entry)) } else { started };
    vec![Spell { school: index, from, to: left }]
}

/// The day, or the Monday after a weekend.
fn school_day(date: NaiveDate) -> NaiveDate {
    match date.weekday() {
        Weekday::Sat => date + Days::new(2),
        Weekday::Sun => date + Days::new(1),
        _ => date,
    }
}
