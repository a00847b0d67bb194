//! `takePupilsIn`: pupils as another system records them, put on the roll of a school or brought up to date.
//!
//! A child is found by its number or by any that it had before, in the row or here. What a row does not say stays as it
//! is; a row about a child who has left or moved on since changes nothing. Each part of a pupil asks the right of its
//! own type: a part that the caller may not write is left out with a warning, and never refuses the pupil.

mod contacts;
mod find;
mod input;
pub(super) mod numbers;
mod place;
mod said;
mod sen;
mod spells;
mod year;

use std::collections::{BTreeMap, HashSet};

use entity::{person, pupil};
use futures::FutureExt;
use graph::mutate::{Change, HandledAction, Handling, Held, Made, Stop, UserError, UserErrorCode, action};
use sea_orm::EntityTrait;
use uuid::Uuid;

use self::find::{Found, Known};
use self::input::TakePupilsInInput;
use self::place::Place;
use self::said::Said;
use super::change_pupil::{AGES, fold, taken};
use super::language::additional_english;
use super::new_pupil::unknown;
use super::own_school::own_school;
use super::roll::is_own;
use crate::platform::access::permission::PUPIL_WRITE;
use crate::platform::age::years_between;
use crate::platform::input::key;

/// The most pupils of one call.
const MAX_ROWS: usize = 50;

/// The longest name of a system.
const MAX_SOURCE: usize = 40;

/// The declaration.
#[must_use]
pub fn take_pupils_in() -> HandledAction {
    action(
        "takePupilsIn",
        PUPIL_WRITE,
        "Takes in pupils as another system records them, with their enrolment, free meals, care, special needs and contacts. A \
         pupil whom the trust has under any of the UPNs is brought up to date; one on the roll of another school of the \
         trust is moved, for which the right is needed at both. Sent again, it changes nothing. A part that needs more rights \
         than the caller has is left out and listed in `warnings`.",
        take,
    )
    .for_many()
    .warns()
    .in_statements(20)
    .gives_many("pupils", "Pupil", "The pupils as they stand now, in the order of the rows.")
    .counts("inserted", "How many pupils are new.")
    .counts("updated", "Of how many something is new.")
    .counts("unchanged", "Of how many all was known, or who have left or moved on since.")
}

fn take<'c>(change: &'c mut Change<'_>, input: TakePupilsInInput) -> Handling<'c> {
    async move {
        let day = input.day.0;
        let source = input.source_system.trim();
        if input.rows.is_empty() || input.rows.len() > MAX_ROWS {
            let message = format!("{} rows are given: give 1 to {MAX_ROWS}", input.rows.len());
            return Err(Stop::input(&["rows"], message));
        }
        if day > change.today() {
            return Err(Stop::input(&["day"], format!("{day} is in the future: give today or a day before")));
        }
        if source.is_empty() || source.chars().count() > MAX_SOURCE {
            return Err(Stop::input(&["sourceSystem"], format!("give 1 to {MAX_SOURCE} characters")));
        }
        let mut rows = Vec::new();
        for (number, row) in input.rows.iter().enumerate() {
            match said::read(number, row, day) {
                Ok(said) => rows.push((number, said)),
                Err(errors) => change.reject(number, errors),
            }
        }
        let all: Vec<&Said> = rows.iter().map(|(_, said)| said).collect();
        let found = find::find(change, key(&input.school, "School"), &all).await?;
        let mut taking =
            Taking { change, found: &found, source, number: 0, new_people: Vec::new(), people: BTreeMap::new() };
        let (mut keys, mut counts, mut seen) = (Vec::new(), [0; 3], Seen::default());
        for (number, said) in &rows {
            taking.number = *number;
            match taking.pupil(said, &mut seen) {
                Ok((id, what)) => {
                    keys.push(id);
                    counts[what as usize] += 1;
                }
                Err(Stop::Refused(errors)) => taking.change.reject(*number, errors),
                Err(stop) => return Err(stop),
            }
        }
        taking.write_people()?;
        let made = Made::new().rows("pupils", keys);
        Ok(made.count("inserted", counts[0]).count("updated", counts[1]).count("unchanged", counts[2]))
    }
    .boxed()
}

/// Puts what a row says over what was known; what it does not say stays.
fn over(known: &mut Option<String>, said: Option<&String>) {
    if let Some(said) = said {
        *known = Some(said.clone());
    }
}

/// What became of a pupil.
#[derive(Clone, Copy)]
enum Kept {
    Inserted,
    Updated,
    Unchanged,
}

/// Whether ethnicity and language of a child may be written.
#[derive(Clone, Copy)]
enum Special {
    Yes,
    No,
    /// Once the child is the school's.
    NotYet,
}

/// Whom the rows so far were about.
#[derive(Default)]
struct Seen {
    pupils: HashSet<Uuid>,
    numbers: HashSet<String>,
}

/// Pupils being taken in, one after the other.
struct Taking<'a, 'e> {
    change: &'a mut Change<'e>,
    found: &'a Found,
    source: &'a str,
    /// The place of the row at hand.
    number: usize,
    new_people: Vec<person::Model>,
    /// Persons of whom the rows say something new, as they are to stand.
    people: BTreeMap<Uuid, person::Model>,
}

impl Taking<'_, '_> {
    /// Warns that a part of the row was left out.
    fn warn(&mut self, field: &[&str], message: &str) {
        let place = self.number.to_string();
        let path = ["rows", &place].into_iter().chain(field.iter().copied()).map(str::to_owned).collect();
        self.change.warn(self.number, path, message);
    }

    fn without_right(&mut self, part: &str, permission: &str) {
        self.warn(&[part], &format!("left out: to keep it here needs {permission}"));
    }

    /// The stored value belongs to no school of the caller until the child does.
    fn not_yet(&mut self, field: &[&str]) {
        self.warn(
            field,
            "left out: the stored values come to your school with the pupil; send the row again to change them",
        );
    }

    /// An error about the row at hand.
    fn refusal(&self, code: UserErrorCode, field: &str, message: &str) -> Stop {
        Stop::Refused(vec![UserError::new(code, &["rows", &self.number.to_string(), field], message)])
    }

    fn conflict(&self, message: &str) -> Stop {
        self.refusal(UserErrorCode::Conflict, "upn", message)
    }

    /// One pupil. Whatever refuses it does so before anything of it is written.
    fn pupil(&mut self, said: &Said, seen: &mut Seen) -> Result<(Uuid, Kept), Stop> {
        let found = self.found;
        let ids = found.named(said);
        let known: Vec<(Uuid, &Known)> = ids.iter().filter_map(|id| Some((*id, found.pupils.get(id)?))).collect();
        // A UPN is unique in the trust, so the error may say that the trust has it, and nothing more.
        if known.iter().any(|(_, known)| matches!(known, Known::Hidden)) {
            return Err(self.conflict(&taken().message));
        }
        if known.len() > 1 {
            return Err(
                self.conflict("its UPN and former UPNs are those of two children here: find out which is whose")
            );
        }
        let numbers: Vec<String> = find::numbers(said).map(str::to_owned).collect();
        let earlier = known.iter().any(|(id, _)| seen.pupils.contains(id))
            || numbers.iter().any(|upn| seen.numbers.contains(upn));
        if earlier {
            return Err(self.conflict("the pupil has an earlier row: give each pupil once"));
        }
        let taken_in = match known.first() {
            None => self.new_pupil(said)?,
            Some((id, known)) => {
                seen.pupils.insert(*id);
                self.known_pupil(*id, known, said)?
            }
        };
        seen.numbers.extend(numbers);
        Ok(taken_in)
    }

    fn new_pupil(&mut self, said: &Said) -> Result<(Uuid, Kept), Stop> {
        if !is_own(said.status) {
            let message = "the trust has no such pupil: its own school must send the pupil first, or send the registration as current or main";
            return Err(self.refusal(UserErrorCode::BadUserInput, "status", message));
        }
        let age = years_between(said.born, said.entry).as_int().and_then(|age| i32::try_from(age).ok());
        if !age.is_some_and(|age| AGES.contains(&age)) {
            let message =
                "the child would be too young or too old for school on that day: check it and the date of birth";
            return Err(self.refusal(UserErrorCode::BadUserInput, "entryDate", message));
        }
        let found = self.found;
        let change = &self.change;
        let blank = pupil::Model {
            source_system: Some(self.source.to_owned()),
            imported_at: Some(change.now()),
            ..unknown(change.new_key(), change.tenant(), said.sex, change.now())
        };
        let special = self.special(&found.at.pupils)?;
        let mut row = self.overlaid(&blank, said, special, true);
        self.joined(&mut row);
        self.enrol(row.id, said, None)?;
        self.parts(&mut row, said)?;
        self.change.add::<pupil::Entity, _>(&found.at.pupils, &row, &[])?;
        Ok((row.id, Kept::Inserted))
    }

    fn known_pupil(&mut self, id: Uuid, known: &Known, said: &Said) -> Result<(Uuid, Kept), Stop> {
        let found = self.found;
        let school = found.at.id;
        let before = match known {
            Known::Held(held) | Known::Free(held) => &held.row,
            Known::Seen(row) => row,
            Known::Hidden => return Err(self.conflict(&taken().message)),
        };
        if before.date_of_birth != said.born && before.family_fold != entity::fold(&said.family_name) {
            return Err(self
                .conflict("a child with another name and another birth date has this UPN here: find out whose it is"));
        }
        let spells = found.enrolments.get(&id).map_or(&[][..], Vec::as_slice);
        let place = place::place(school, said, known, spells);
        match place {
            Place::Stale(reason) => {
                self.warn(&[], reason);
                return Ok((id, Kept::Unchanged));
            }
            Place::OutOfReach => return Err(self.conflict(&taken().message)),
            Place::Joins(_) if said.entry > self.change.today() => {
                let message = "a pupil moves or comes back today or on a day before: send it again on that day";
                return Err(self.refusal(UserErrorCode::BadUserInput, "entryDate", message));
            }
            _ => {}
        }
        let mut changed = false;
        if matches!(place, Place::Present) {
            changed |= self.enrolment(id, said)?;
        }
        if let Place::Joins(from) = place {
            self.enrol(id, said, from)?;
            changed = true;
        } else if matches!(place, Place::Beside) {
            self.enrol(id, said, None)?;
            changed = true;
        }
        let comes = matches!(place, Place::Joins(_)) || {
            let spells: Vec<_> = spells.iter().map(|spell| spell.row.clone()).collect();
            before.school_id.is_none()
                && matches!(place, Place::Present)
                && own_school(&spells, self.change.today()) == Some(school)
        };
        let held = match known {
            Known::Held(held) | Known::Free(held) if comes || before.school_id == Some(school) => held,
            _ => {
                self.warn(
                    &[],
                    "only the enrolment is taken in: what is known of the child is its own school's to change",
                );
                return Ok((id, if changed { Kept::Updated } else { Kept::Unchanged }));
            }
        };
        let mut special = self.special(held)?;
        if let (Special::No, Known::Free(_), Special::Yes) = (special, known, self.special(&found.at.pupils)?) {
            special = Special::NotYet;
        }
        let home_too = self.change.may_set::<pupil::Entity, _>(held, pupil::Column::Postcode)?;
        let mut row = self.overlaid(before, said, special, home_too);
        if comes {
            self.joined(&mut row);
        }
        if matches!(place, Place::Present) {
            changed |= self.year(id, said)?;
        }
        changed |= self.parts(&mut row, said)?;
        changed |= self.changed(held, row)?;
        Ok((id, if changed { Kept::Updated } else { Kept::Unchanged }))
    }

    /// Writes the row where something differs.
    fn changed(&mut self, held: &Held<pupil::Entity>, row: pupil::Model) -> Result<bool, Stop> {
        if row == held.row {
            return Ok(false);
        }
        let row = pupil::Model { imported_at: Some(self.change.now()), ..row };
        self.change.move_to(held, &self.found.at.pupils, &row, &[])
    }

    /// The school becomes the child's own.
    fn joined(&self, row: &mut pupil::Model) {
        row.school_id = Some(self.found.at.id);
    }

    /// The rows that belong to the child, and the columns of the child's own row that follow from them.
    fn parts(&mut self, row: &mut pupil::Model, said: &Said) -> Result<bool, Stop> {
        let mut changed = self.meals(row.id, said)?;
        changed |= self.care(row.id, said)?;
        changed |= self.sen(row.id, said)?;
        changed |= self.contacts(row, said)?;
        Ok(changed)
    }

    /// Whether ethnicity and language may be set under a row.
    fn special<E: EntityTrait>(&self, under: &Held<E>) -> Result<Special, Stop> {
        let may = self.change.may_set::<pupil::Entity, _>(under, pupil::Column::Ethnicity)?;
        Ok(if may { Special::Yes } else { Special::No })
    }

    /// What the row says of the child, over what was known.
    fn overlaid(&mut self, before: &pupil::Model, said: &Said, special: Special, home_too: bool) -> pupil::Model {
        let mut row = before.clone();
        numbers::settle(&mut row, said);
        over(&mut row.uln, said.uln.as_ref());
        row.given_name.clone_from(&said.given_name);
        row.family_name.clone_from(&said.family_name);
        over(&mut row.preferred_name, said.preferred_name.as_ref());
        row.date_of_birth = said.born;
        row.sex = said.sex;
        if matches!(special, Special::Yes) {
            over(&mut row.ethnicity, said.ethnicity.as_ref());
            over(&mut row.first_language, said.first_language.as_ref());
        } else {
            for (part, given) in [("ethnicity", &said.ethnicity), ("firstLanguage", &said.first_language)] {
                match special {
                    _ if given.is_none() => {}
                    Special::NotYet => self.not_yet(&[part]),
                    _ => self.without_right(part, "PUPIL_DIVERSITY_WRITE"),
                }
            }
        }
        if matches!(special, Special::Yes) {
            row.eal = additional_english(row.first_language.as_deref());
        }
        row.medical_flag = said.medical_flag.unwrap_or(row.medical_flag);
        let home = &said.address;
        let has_home = [&home.line1, &home.town, &home.postcode].into_iter().any(Option::is_some);
        if home_too {
            over(&mut row.address_line1, home.line1.as_ref());
            over(&mut row.town, home.town.as_ref());
            over(&mut row.postcode, home.postcode.as_ref());
        } else if has_home {
            self.without_right("address", "PUPIL_COURT_READ");
        }
        fold(&mut row);
        row
    }
}
