//! What stands about the years of one pupil, with the right of the present school to say more.

use chrono::NaiveDate;
use entity::{enrolment, pupil, pupil_year};
use graph::mutate::{Ask, Change, Found, Held, HeldPlace, SeenPlace, Stop, equal};
use uuid::Uuid;

use super::rows::{NewYear, level_on, of_year, set, year_fault};
use crate::platform::academic_year::{first_day, first_year_of, risen};
use crate::pupils::roll::is_own;

/// The places of what was asked for.
pub(in crate::pupils) struct Asked {
    pupils: HeldPlace<pupil::Entity>,
    years: HeldPlace<pupil_year::Entity>,
    spells: SeenPlace<enrolment::Entity>,
}

/// A pupil on the roll of a school of the caller's, and what is known of its years.
pub(in crate::pupils) struct Standing {
    under: Held<pupil::Entity>,
    rows: Vec<Held<pupil_year::Entity>>,
    /// The enrolment at the present school.
    pub open: enrolment::Model,
}

/// Asks for what stands about a pupil.
pub(in crate::pupils) fn ask(ask: &mut Ask<'_, '_>, pupil: Uuid) -> Asked {
    Asked {
        pupils: ask.under::<pupil_year::Entity, pupil::Entity>(equal(pupil::Column::Id, pupil)),
        years: ask.held::<pupil_year::Entity>(equal(pupil_year::Column::PupilId, pupil)),
        spells: ask.trusted::<enrolment::Entity>(equal(enrolment::Column::PupilId, pupil)),
    }
}

impl Asked {
    /// What was found; `field` is the field of the input that errors name.
    pub fn take(self, found: &mut Found, field: &str) -> Result<Standing, Stop> {
        let Some(under) = found.take_held(self.pupils)?.pop() else {
            return Err(Stop::not_found(&["pupil"], "there is no pupil with this id whom you may change"));
        };
        let rows = found.take_held(self.years)?;
        let here = |spell: &enrolment::Model| {
            is_own(spell.status) && spell.leaving_date.is_none() && Some(spell.school_id) == under.row.school_id
        };
        let open = found.take(self.spells)?.into_iter().find(here);
        let open = open.ok_or_else(|| Stop::input(&[field], "the pupil is on no roll now: admit the pupil first"))?;
        Ok(Standing { under, rows, open })
    }
}

impl Standing {
    /// The row of the present school for an academic year.
    pub fn of_year(&self, first_year: i32) -> Option<&pupil_year::Model> {
        of_year(&self.rows, self.open.school_id, first_year, self.open.entry_date).map(|held| &held.row)
    }

    /// Says something of an academic year. A year group that is left out is the one that follows. Returns the key of the row.
    pub fn say(
        &self,
        change: &mut Change<'_>,
        first_year: i32,
        nc_year: Option<i32>,
        registration_group: Option<Option<String>>,
    ) -> Result<Uuid, Stop> {
        let day = first_day(first_year).max(self.open.entry_date);
        let nc_year = nc_year.unwrap_or_else(|| self.level_on(day));
        if let Some(fault) = year_fault(nc_year) {
            return Err(Stop::input(&["ncYear"], fault));
        }
        let (pupil, school, entry) = (self.open.pupil_id, self.open.school_id, self.open.entry_date);
        let new = NewYear { pupil, school, first_year, nc_year, registration_group, entry };
        set(change, &self.under, &self.rows, new, &[]).map(|(key, _)| key)
    }

    /// Names the registration group of the academic year of today.
    pub fn name_group(&self, change: &mut Change<'_>, group: Option<String>) -> Result<(), Stop> {
        let day = change.today().max(self.open.entry_date);
        self.say(change, first_year_of(day), None, Some(group)).map(|_| ())
    }

    fn level_on(&self, day: NaiveDate) -> i32 {
        let entry = || risen(self.open.nc_year, first_year_of(self.open.entry_date), day);
        level_on(self.rows.iter().map(|held| &held.row), day).unwrap_or_else(entry)
    }
}
