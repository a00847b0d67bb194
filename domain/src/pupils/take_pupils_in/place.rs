//! Whether a child of a row joins the school, is there already, or has moved on since the day for which the row is true.

use chrono::NaiveDate;
use entity::enrolment;
use graph::mutate::{Change, Held, Stop};
use graph::period::day_before;
use uuid::Uuid;

use super::Taking;
use super::find::{Known, Row};
use super::said::Said;
use crate::pupils::change_enrolment::{NewEnrolment, enrolled};
use crate::pupils::classes::leave;
use crate::pupils::roll::is_own;

/// Where the child is.
pub(super) enum Place<'a> {
    /// It comes to the school: from outside, or from the enrolment that ends with that.
    Joins(Option<&'a Held<enrolment::Entity>>),
    /// It comes as a guest, or beside its main school.
    Beside,
    /// It is on roll there already.
    Present,
    /// What is known is newer than the row, for this reason.
    Stale(&'static str),
    /// It is on a roll out of the caller's reach.
    OutOfReach,
}

/// Where the child is, before anything is written.
pub(super) fn place<'a>(school: Uuid, said: &Said, known: &Known, spells: &'a [Row<enrolment::Entity>]) -> Place<'a> {
    let open = |spell: &&Row<enrolment::Entity>| spell.row.leaving_date.is_none();
    let here = || spells.iter().filter(|spell| spell.row.school_id == school);
    if here().any(|spell| open(&spell)) {
        return Place::Present;
    }
    if here().filter_map(|spell| spell.row.leaving_date).max().is_some_and(|left| left >= said.entry) {
        return Place::Stale("not changed: the child left this school after this file or row was made");
    }
    if !is_own(said.status) {
        return Place::Beside;
    }
    if matches!(known, Known::Seen(_) | Known::Hidden) {
        return Place::OutOfReach;
    }
    let elsewhere = spells.iter().filter(open).find(|spell| is_own(spell.row.status));
    match elsewhere {
        None => Place::Joins(None),
        Some(spell) if spell.row.entry_date >= said.entry => Place::Stale(
            "not changed: the child has been on roll at another school of the trust since, after this file or row was made",
        ),
        Some(spell) => spell.held.as_ref().map_or(Place::OutOfReach, |held| Place::Joins(Some(held))),
    }
}

impl Taking<'_, '_> {
    /// Puts the child on the roll, and takes it off the roll that it comes from.
    pub(super) fn enrol(
        &mut self,
        pupil: Uuid,
        said: &Said,
        from: Option<&Held<enrolment::Entity>>,
    ) -> Result<(), Stop> {
        if let Some(from) = from {
            self.leave(pupil, from, said.entry)?;
            self.warn(&[], "moved: the child was on roll at another school of the trust until now");
        }
        let new = NewEnrolment {
            entry_date: said.entry,
            nc_year: self.level_on(pupil, said, said.entry),
            status: said.status,
            admission_number: None,
        };
        let spell = enrolment::Model {
            source_system: Some(self.source.to_owned()),
            imported_at: Some(self.change.now()),
            ..enrolled(self.change, pupil, self.found.at.id, new)
        };
        self.change.add::<enrolment::Entity, _>(&self.found.at.rolls, &spell, &[])?;
        if is_own(said.status) { self.entered(pupil, said) } else { Ok(()) }
    }

    /// Of an enrolment that is there: current or main as the row says. Its other parts stay as they are.
    pub(super) fn enrolment(&mut self, pupil: Uuid, said: &Said) -> Result<bool, Stop> {
        let found = self.found;
        let spells = found.enrolments.get(&pupil).map_or(&[][..], Vec::as_slice);
        let here =
            |spell: &&Row<enrolment::Entity>| spell.row.school_id == found.at.id && spell.row.leaving_date.is_none();
        let Some(spell) = spells.iter().find(here) else { return Ok(false) };
        if said.entry_given && spell.row.entry_date != said.entry {
            let message = format!("left as it is: the child is on roll here since {}", spell.row.entry_date);
            self.warn(&["entryDate"], &message);
        }
        if spell.row.status == said.status {
            return Ok(false);
        }
        match &spell.held {
            Some(held) if is_own(said.status) && is_own(held.row.status) => {
                let next = enrolment::Model { status: said.status, ..held.row.clone() };
                self.change.update(held, &next, &[])
            }
            _ => {
                let message = format!(
                    "left as it is: the enrolment here is {}; end it and add another to change it",
                    spell.row.status.code()
                );
                self.warn(&["status"], &message);
                Ok(false)
            }
        }
    }

    /// Ends the child's time at its former school, and in the classes there.
    fn leave(&mut self, pupil: Uuid, from: &Held<enrolment::Entity>, entry: NaiveDate) -> Result<(), Stop> {
        let last = day_before(entry);
        let ended = enrolment::Model {
            leaving_date: Some(last),
            leaving_destination: Some("Another school of the trust".to_owned()),
            ..from.row.clone()
        };
        let found = self.found;
        let change: &mut Change<'_> = self.change;
        change.update(from, &ended, &[])?;
        let classes = found.classes.get(&pupil).into_iter().flatten();
        for held in classes.filter(|held| held.row.school_id == from.row.school_id) {
            leave(change, held, last, &[])?;
        }
        Ok(())
    }
}
