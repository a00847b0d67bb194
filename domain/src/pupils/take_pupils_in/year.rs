//! The year group of a row: true on the day of the input, one up each 1 September.

use chrono::NaiveDate;
use graph::mutate::Stop;
use graph::period::day_before;
use uuid::Uuid;

use super::Taking;
use super::said::Said;
use crate::platform::academic_year::{first_year_of, risen};
use crate::pupils::roll::is_own;
use crate::pupils::years::{self, NewYear, YEARS, level_on};

impl Said {
    /// The year group on another day.
    pub(super) fn level_on(&self, day: NaiveDate) -> i32 {
        let level = risen(self.nc_year, first_year_of(self.day), day);
        level.clamp(*YEARS.start(), *YEARS.end())
    }
}

impl Taking<'_, '_> {
    /// The year group on a day: as the row says, else what follows from what is known of the pupil, else by age.
    pub(super) fn level_on(&self, pupil: Uuid, said: &Said, day: NaiveDate) -> i32 {
        let known = self.found.known_years.get(&pupil).filter(|_| !said.year_given);
        known.and_then(|known| level_on(known, day)).unwrap_or_else(|| said.level_on(day))
    }

    /// The year in which the child enters the school, and that of the row where more is known of it.
    pub(super) fn entered(&mut self, pupil: Uuid, said: &Said) -> Result<(), Stop> {
        let found = self.found;
        let rows = found.years.get(&pupil).map_or(&[][..], Vec::as_slice);
        years::begun_after(self.change, rows, day_before(said.entry), Some(said.entry))?;
        let mut new = NewYear {
            pupil,
            school: found.at.id,
            first_year: first_year_of(said.entry),
            nc_year: self.level_on(pupil, said, said.entry),
            registration_group: Some(None),
            entry: said.entry,
        };
        let of_day = first_year_of(said.day);
        // What follows from the entry differs where the row's child would have entered below nursery or above Year 14.
        let differs = said.year_given && new.nc_year + of_day - new.first_year != said.nc_year;
        years::set(self.change, &found.at.years, rows, new.clone(), &[])?;
        if differs && of_day > new.first_year {
            (new.first_year, new.nc_year) = (of_day, said.nc_year);
            years::set(self.change, &found.at.years, &[], new, &[])?;
        }
        Ok(())
    }

    /// The year group of a child who is on roll here already.
    pub(super) fn year(&mut self, pupil: Uuid, said: &Said) -> Result<bool, Stop> {
        let found = self.found;
        let spells = found.enrolments.get(&pupil).map_or(&[][..], Vec::as_slice);
        let own = spells
            .iter()
            .map(|spell| &spell.row)
            .find(|spell| spell.school_id == found.at.id && spell.leaving_date.is_none() && is_own(spell.status));
        let Some(own) = own.filter(|_| said.year_given) else { return Ok(false) };
        let day = said.day.max(own.entry_date);
        let nc_year = said.level_on(day);
        let known = found.known_years.get(&pupil).map_or(&[][..], Vec::as_slice);
        if level_on(known, day) == Some(nc_year) {
            return Ok(false);
        }
        let rows = found.years.get(&pupil).map_or(&[][..], Vec::as_slice);
        if rows.len() < known.len() {
            self.not_yet(&["ncYear"]);
            return Ok(false);
        }
        let new = NewYear {
            pupil,
            school: found.at.id,
            first_year: first_year_of(day),
            nc_year,
            registration_group: None,
            entry: own.entry_date,
        };
        years::set(self.change, &found.at.years, rows, new, &[]).map(|(_, changed)| changed)
    }
}
