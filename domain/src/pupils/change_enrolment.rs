//! `addEnrolment`, `moveEnrolment` and `endEnrolment`: a pupil's times on rolls.
//!
//! A pupil has at most one open enrolment that is current or main. A move needs the right on both sides, for the old
//! school loses the pupil by it; the old school may still read its own period.

use async_graphql::{ID, InputObject};
use chrono::{Months, NaiveDate};
use entity::codes::EnrolmentStatus;
use entity::{class_membership, contact, enrolment, pupil, pupil_year, school};
use futures::FutureExt;
use graph::mutate::{Change, HandledAction, Handling, Held, Made, Stop, action, equal};
use graph::period::day_before;
use uuid::Uuid;

use super::years::{self, NewYear, level_on, year_fault};
use crate::platform::academic_year::{first_year_of, risen};
use crate::platform::access::permission::PUPIL_WRITE;
use crate::platform::input::{Day, key};
use crate::pupils::classes::leave;
use crate::pupils::own_school::own_school;
use crate::pupils::roll::is_own;

/// How far ahead a last day may be planned.
const A_YEAR: Months = Months::new(12);

/// The actions on enrolments.
#[must_use]
pub fn actions() -> Vec<HandledAction> {
    vec![
        action(
            "addEnrolment",
            PUPIL_WRITE,
            "Admits a pupil whom the caller may see: back on roll, or as a guest or in part at a second school. A pupil who \
             is on the roll of another school of the trust is moved with `moveEnrolment`.",
            add,
        )
        .gives_one("enrolment", "Enrolment", "The new enrolment.")
        .gives_one("pupil", "Pupil", "The pupil as it stands now."),
        action(
            "moveEnrolment",
            PUPIL_WRITE,
            "Moves a pupil from the roll of one school of the trust to another's: the old enrolment ends the day before the \
             new one begins, and so do the classes there. Needs the right at both schools.",
            transfer,
        )
        .gives_one("ended", "Enrolment", "The enrolment that ended.")
        .gives_one("enrolment", "Enrolment", "The new enrolment.")
        .gives_one("pupil", "Pupil", "The pupil as it stands now."),
        action(
            "endEnrolment",
            PUPIL_WRITE,
            "Takes a pupil off the roll of a school, and out of its classes. The school has the pupil until the end of the last \
             day. A last day that is planned may be changed until it is over; classes that it ended earlier stay so.",
            end,
        )
        .gives_one("enrolment", "Enrolment", "The enrolment that ended.")
        .gives_one("pupil", "Pupil", "The pupil, as far as the caller may still see it."),
    ]
}

/// A pupil who is admitted.
#[derive(Debug, InputObject)]
pub struct AddEnrolmentInput {
    /// The pupil.
    pupil: ID,
    /// The school.
    school: ID,
    /// First day on roll.
    entry_date: Day,
    /// National curriculum year group on the first day, -2 to 14: 0 is Reception, negative is nursery. Of a current or main
    /// enrolment it rises by one each 1 September.
    nc_year: i32,
    /// What kind of enrolment it is.
    #[graphql(default_with = "EnrolmentStatus::Current")]
    status: EnrolmentStatus,
    /// Registration group, such as `6M`, in the academic year of the first day; of a current or main enrolment.
    registration_group: Option<String>,
    /// Number in the school's admission register.
    admission_number: Option<String>,
}

/// A pupil who moves within the trust.
#[derive(Debug, InputObject)]
pub struct MoveEnrolmentInput {
    /// The enrolment that ends.
    enrolment: ID,
    /// The version of its row that was read.
    row_version: i32,
    /// The school the pupil moves to.
    school: ID,
    /// First day there: today or a day before.
    entry_date: Day,
    /// National curriculum year group there, -2 to 14; the one that follows from before where none is given.
    nc_year: Option<i32>,
    /// Registration group there, in the academic year of the first day.
    registration_group: Option<String>,
    /// Number in the new school's admission register.
    admission_number: Option<String>,
}

/// A pupil who leaves.
#[derive(Debug, InputObject)]
pub struct EndEnrolmentInput {
    /// The enrolment.
    enrolment: ID,
    /// The version of its row that was read.
    row_version: i32,
    /// Last day on roll: one that has come, or one that is planned, at most a year ahead.
    leaving_date: Day,
    /// Where the pupil goes.
    destination: Option<String>,
    /// Grounds on which the pupil leaves the roll, as the census asks.
    grounds_for_removal: Option<String>,
}

/// What a new enrolment is made of.
pub(super) struct NewEnrolment {
    pub entry_date: NaiveDate,
    pub nc_year: i32,
    pub status: EnrolmentStatus,
    pub admission_number: Option<String>,
}

/// A new enrolment, still open.
pub(super) fn enrolled(change: &Change<'_>, pupil: Uuid, school: Uuid, new: NewEnrolment) -> enrolment::Model {
    enrolment::Model {
        id: change.new_key(),
        trust_id: change.tenant(),
        pupil_id: pupil,
        school_id: school,
        admission_no: new.admission_number,
        entry_date: new.entry_date,
        leaving_date: None,
        status: new.status,
        nc_year: new.nc_year,
        boarder: false,
        part_time: false,
        leaving_destination: None,
        grounds_for_removal: None,
        source_system: None,
        source_key: None,
        imported_at: None,
        updated_at: change.now(),
        row_version: 1,
    }
}

fn no_school() -> Stop {
    Stop::not_found(&["school"], "there is no school with this id whose pupils you may change")
}

fn add<'c>(change: &'c mut Change<'_>, input: AddEnrolmentInput) -> Handling<'c> {
    async move {
        let (id, school) = (key(&input.pupil, "Pupil"), key(&input.school, "School"));
        change.lock::<pupil::Entity>([id]).await?;
        let mut ask = change.ask();
        let seen = ask.seen::<pupil::Entity>(equal(pupil::Column::Id, id));
        let free = ask.unowned::<pupil::Entity>(equal(pupil::Column::Id, id));
        let rolls = ask.under::<enrolment::Entity, school::Entity>(equal(school::Column::Id, school));
        let takers = ask.under::<pupil::Entity, school::Entity>(equal(school::Column::Id, school));
        let spells = ask.trusted::<enrolment::Entity>(equal(enrolment::Column::PupilId, id));
        let years = ask.under::<pupil_year::Entity, school::Entity>(equal(school::Column::Id, school));
        let contacts = ask.unowned::<contact::Entity>(equal(contact::Column::PupilId, id));
        let called = ask.under::<contact::Entity, school::Entity>(equal(school::Column::Id, school));
        let mut found = ask.read().await?;
        let (Some(of_rolls), Some(taker)) = (found.take_held(rolls)?.pop(), found.take_held(takers)?.pop()) else {
            return Err(no_school());
        };
        if found.take(seen)?.is_empty() {
            return Err(Stop::not_found(&["pupil"], "there is no pupil with this id whom you may see"));
        }
        let status = input.status;
        let entry = input.entry_date.0;
        if let Some(fault) = year_fault(input.nc_year) {
            return Err(Stop::input(&["ncYear"], fault));
        }
        if input.registration_group.is_some() && !is_own(status) {
            let message = "a guest has no registration group: its own school names it";
            return Err(Stop::input(&["registrationGroup"], message));
        }
        let mut spells = found.take(spells)?;
        let open = |spell: &&enrolment::Model| spell.leaving_date.is_none_or(|leaving| leaving >= entry);
        if is_own(status) && spells.iter().filter(open).any(|spell| is_own(spell.status)) {
            let message = "the pupil is on a roll as current or main on that day: move that enrolment or end it first";
            return Err(Stop::conflict(&["pupil"], message));
        }
        if spells.iter().filter(open).any(|spell| spell.school_id == school) {
            return Err(Stop::conflict(&["school"], "the pupil is on the roll of this school on that day already"));
        }
        let new = NewEnrolment {
            entry_date: entry,
            nc_year: input.nc_year,
            status,
            admission_number: input.admission_number,
        };
        let row = enrolled(change, id, school, new);
        let made = change.add::<enrolment::Entity, _>(&of_rolls, &row, &[])?;
        if let (true, Some(of_years)) = (is_own(status), found.take_held(years)?.pop()) {
            let year = years::entered(change, (id, school), entry, input.nc_year, input.registration_group);
            change.add::<pupil_year::Entity, _>(&of_years, &year, &[])?;
        }
        spells.push(row);
        if is_own(status) && own_school(&spells, change.today()) == Some(school) {
            let Some(free) = found.take_held(free)?.pop() else {
                return Err(Stop::conflict(&["pupil"], "the pupil has a school: move the enrolment there"));
            };
            let next = pupil::Model { school_id: Some(school), ..free.row.clone() };
            change.move_to(&free, &taker, &next, &["pupil"])?;
            hand_over(change, &found.take_held(contacts)?, found.take_held(called)?.pop(), school)?;
        }
        Ok(Made::new().rows("enrolment", [made]).rows("pupil", [id]))
    }
    .boxed()
}

/// Hands the contacts of a child to the school that has it now.
fn hand_over(
    change: &mut Change<'_>,
    contacts: &[Held<contact::Entity>],
    to: Option<Held<school::Entity>>,
    school: Uuid,
) -> Result<(), Stop> {
    let Some(to) = to else { return Ok(()) };
    for held in contacts {
        change.move_to(held, &to, &contact::Model { school_id: Some(school), ..held.row.clone() }, &["pupil"])?;
    }
    Ok(())
}

/// An open enrolment, its pupil with the contacts and the classes the pupil is in, all of which the caller may change.
struct Spell {
    enrolment: Held<enrolment::Entity>,
    pupil: Held<pupil::Entity>,
    /// All enrolments of the pupil.
    all: Vec<enrolment::Model>,
    classes: Vec<Held<class_membership::Entity>>,
    years: Vec<Held<pupil_year::Entity>>,
    contacts: Vec<Held<contact::Entity>>,
}

async fn spell(change: &mut Change<'_>, id: Uuid, version: i32) -> Result<Spell, Stop> {
    let lost = || Stop::not_found(&["enrolment"], "there is no open enrolment with this id that you may change");
    let mut ask = change.ask();
    let enrolments = ask.held::<enrolment::Entity>(equal(enrolment::Column::Id, id));
    let mut found = ask.read().await?;
    let Some(enrolment) = found.take_held(enrolments)?.pop() else { return Err(lost()) };
    let child = enrolment.row.pupil_id;
    change.lock::<pupil::Entity>([child]).await?;
    let mut ask = change.ask();
    let pupils = ask.held::<pupil::Entity>(equal(pupil::Column::Id, child));
    let all = ask.trusted::<enrolment::Entity>(equal(enrolment::Column::PupilId, child));
    let classes = ask.held::<class_membership::Entity>(equal(class_membership::Column::PupilId, child));
    let years = ask.held::<pupil_year::Entity>(equal(pupil_year::Column::PupilId, child));
    let contacts = ask.held::<contact::Entity>(equal(contact::Column::PupilId, child));
    let mut found = ask.read().await?;
    Stop::unless_current("enrolment", enrolment.row.row_version, version)?;
    if let Some(last) = enrolment.row.leaving_date.filter(|last| *last < change.today()) {
        return Err(Stop::conflict(&["enrolment"], format!("the enrolment ended on {last}: nothing more follows it")));
    }
    let Some(pupil) = found.take_held(pupils)?.pop() else { return Err(lost()) };
    let (all, classes, contacts) = (found.take(all)?, found.take_held(classes)?, found.take_held(contacts)?);
    Ok(Spell { enrolment, pupil, all, classes, years: found.take_held(years)?, contacts })
}

impl Spell {
    /// Takes the pupil off this school's roll and out of its classes after a last day.
    fn close(&self, change: &mut Change<'_>, next: &enrolment::Model, last: NaiveDate) -> Result<(), Stop> {
        let school = self.enrolment.row.school_id;
        for held in self.classes.iter().filter(|held| held.row.school_id == school) {
            leave(change, held, last, &["enrolment"])?;
        }
        change.update(&self.enrolment, next, &["enrolment"]).map(|_| ())
    }
}

fn transfer<'c>(change: &'c mut Change<'_>, input: MoveEnrolmentInput) -> Handling<'c> {
    async move {
        let school = key(&input.school, "School");
        let entry = input.entry_date.0;
        let spell = spell(change, key(&input.enrolment, "Enrolment"), input.row_version).await?;
        let mut ask = change.ask();
        let rolls = ask.under::<enrolment::Entity, school::Entity>(equal(school::Column::Id, school));
        let takers = ask.under::<pupil::Entity, school::Entity>(equal(school::Column::Id, school));
        let called = ask.under::<contact::Entity, school::Entity>(equal(school::Column::Id, school));
        let years = ask.under::<pupil_year::Entity, school::Entity>(equal(school::Column::Id, school));
        let mut found = ask.read().await?;
        let (Some(of_rolls), Some(taker), Some(of_years)) =
            (found.take_held(rolls)?.pop(), found.take_held(takers)?.pop(), found.take_held(years)?.pop())
        else {
            return Err(no_school());
        };
        let old = &spell.enrolment.row;
        if !is_own(old.status) {
            return Err(Stop::input(&["enrolment"], "only a current or main enrolment is moved: end this one"));
        }
        if old.school_id == school {
            return Err(Stop::input(&["school"], "the pupil is there already: give another school"));
        }
        let last = day_before(entry);
        if entry > change.today() {
            return Err(Stop::input(&["entryDate"], format!("{entry} is in the future: give today or a day before")));
        }
        not_before(old.entry_date, last, "entryDate")?;
        let ended = enrolment::Model {
            leaving_date: Some(last),
            leaving_destination: Some("Another school of the trust".to_owned()),
            ..old.clone()
        };
        spell.close(change, &ended, last)?;
        let known = level_on(spell.years.iter().map(|held| &held.row), entry);
        let follows = || risen(old.nc_year, first_year_of(old.entry_date), entry);
        let nc_year = input.nc_year.or(known).unwrap_or_else(follows);
        if let Some(fault) = year_fault(nc_year) {
            return Err(Stop::input(&["ncYear"], fault));
        }
        let new =
            NewEnrolment { entry_date: entry, nc_year, status: old.status, admission_number: input.admission_number };
        let row = enrolled(change, old.pupil_id, school, new);
        let made = change.add::<enrolment::Entity, _>(&of_rolls, &row, &[])?;
        years::begun_after(change, &spell.years, last, Some(entry))?;
        let year = NewYear {
            pupil: old.pupil_id,
            school,
            first_year: first_year_of(entry),
            nc_year,
            registration_group: Some(input.registration_group),
            entry,
        };
        years::set(change, &of_years, &spell.years, year, &["enrolment"])?;
        let next = pupil::Model { school_id: Some(school), ..spell.pupil.row.clone() };
        change.move_to(&spell.pupil, &taker, &next, &["enrolment"])?;
        hand_over(change, &spell.contacts, found.take_held(called)?.pop(), school)?;
        Ok(Made::new().rows("ended", [old.id]).rows("enrolment", [made]).rows("pupil", [old.pupil_id]))
    }
    .boxed()
}

fn end<'c>(change: &'c mut Change<'_>, input: EndEnrolmentInput) -> Handling<'c> {
    async move {
        let leaving = input.leaving_date.0;
        let spell = spell(change, key(&input.enrolment, "Enrolment"), input.row_version).await?;
        let old = &spell.enrolment.row;
        let latest = change.today().checked_add_months(A_YEAR).unwrap_or(NaiveDate::MAX);
        if leaving > latest {
            let message = format!("{leaving} is more than a year ahead: give a day until {latest}");
            return Err(Stop::input(&["leavingDate"], message));
        }
        not_before(old.entry_date, leaving, "leavingDate")?;
        let ended = enrolment::Model {
            leaving_date: Some(leaving),
            leaving_destination: input.destination,
            grounds_for_removal: input.grounds_for_removal,
            ..old.clone()
        };
        spell.close(change, &ended, leaving)?;
        if is_own(old.status) {
            years::begun_after(change, &spell.years, leaving, None)?;
        }
        let after: Vec<_> =
            spell.all.iter().map(|one| if one.id == ended.id { ended.clone() } else { one.clone() }).collect();
        // On the last day the pupil is still the school's; the engine lets go of it when the next day begins.
        if own_school(&after, change.today()).is_none() && spell.pupil.row.school_id.is_some() {
            let next = pupil::Model { school_id: None, ..spell.pupil.row.clone() };
            change.release(&spell.pupil, &next, &["enrolment"])?;
            for held in &spell.contacts {
                change.release(held, &contact::Model { school_id: None, ..held.row.clone() }, &["enrolment"])?;
            }
        }
        Ok(Made::new().rows("enrolment", [old.id]).rows("pupil", [old.pupil_id]))
    }
    .boxed()
}

/// Refuses a last day before the first.
fn not_before(first: NaiveDate, last: NaiveDate, field: &str) -> Result<(), Stop> {
    if last < first {
        return Err(Stop::input(&[field], format!("the enrolment began on {first}: give a later day")));
    }
    Ok(())
}
