//! `createPupil` and `updatePupil`: a child is put on roll, and what is known of a child is corrected.

use async_graphql::{ID, InputObject, MaybeUndefined};
use chrono::{Datelike, NaiveDate};
use entity::codes::{EnrolmentStatus, Sex};
use entity::{enrolment, pupil, pupil_year, school};
use futures::FutureExt;
use graph::declare::{CODE, LINE, NAME};
use graph::mutate::{
    Change, HandledAction, Handling, Made, Stop, UserError, UserErrorCode, action, among, equal, filled,
};

use super::change_enrolment::{NewEnrolment, enrolled};
use super::identifiers::uln_fault;
use super::language::additional_english;
use super::new_pupil::unknown;
use super::upn::Upn;
use super::years::{self, year_fault};
use crate::platform::access::permission::PUPIL_WRITE;
use crate::platform::input::{Day, key};
use crate::pupils::take_pupils_in::numbers::formerly;

/// The ages at which a child may be admitted, in years (domain-model §4).
pub(super) const AGES: std::ops::RangeInclusive<i32> = 2..=19;

/// The error for a name of which nothing can be seen.
const NO_NAME: &str = "a name has 1 to 100 characters";

/// The actions on pupils.
#[must_use]
pub fn actions() -> Vec<HandledAction> {
    vec![
        action(
            "createPupil",
            PUPIL_WRITE,
            "Puts a child who is new to the trust on the roll of a school. A child of another school of the trust is \
             moved with `moveEnrolment`; one who comes back is admitted with `addEnrolment`.",
            create,
        )
        .gives_one("pupil", "Pupil", "The pupil.")
        .gives_one("enrolment", "Enrolment", "The enrolment."),
        action(
            "updatePupil",
            PUPIL_WRITE,
            "Corrects what is known of a pupil. Fields that are left out stay as they are; null empties a field that may \
             be empty. Only the school that has the pupil now may do so.",
            update,
        )
        .gives_one("pupil", "Pupil", "The pupil as it stands now."),
    ]
}

/// A child who is put on roll.
#[derive(Debug, InputObject)]
pub struct CreatePupilInput {
    /// The school.
    school: ID,
    /// Unique pupil number, permanent or temporary.
    upn: Option<String>,
    /// Unique learner number, from age 14.
    uln: Option<String>,
    /// Legal given name.
    given_name: String,
    /// Legal family name.
    family_name: String,
    /// The given name the child goes by, where it differs.
    preferred_name: Option<String>,
    /// Date of birth.
    date_of_birth: Day,
    /// Sex as recorded for the school census.
    sex: Sex,
    /// National curriculum year group on the first day, -2 to 14: 0 is Reception, negative is nursery. It rises by one each
    /// 1 September.
    nc_year: i32,
    /// Registration group, such as `6M`, in the academic year of the first day.
    registration_group: Option<String>,
    /// First day on roll.
    entry_date: Day,
    /// Number in the school's admission register.
    admission_number: Option<String>,
    /// What kind of enrolment it is: current or main.
    #[graphql(default_with = "EnrolmentStatus::Current")]
    status: EnrolmentStatus,
}

/// What is corrected of a pupil.
#[derive(Debug, InputObject)]
pub struct UpdatePupilInput {
    /// The pupil.
    pupil: ID,
    /// The version of the row that was read.
    row_version: i32,
    /// Unique pupil number. A temporary one that is replaced is kept among the former ones.
    upn: MaybeUndefined<String>,
    /// Unique learner number.
    uln: MaybeUndefined<String>,
    /// Legal given name.
    given_name: Option<String>,
    /// Legal family name.
    family_name: Option<String>,
    /// The given name the child goes by.
    preferred_name: MaybeUndefined<String>,
    /// Date of birth.
    date_of_birth: Option<Day>,
    /// Sex as recorded for the school census.
    sex: Option<Sex>,
    /// Registration group in this academic year; that of another year is set with `setPupilYear`.
    registration_group: MaybeUndefined<String>,
    /// House and street.
    address_line1: MaybeUndefined<String>,
    /// Town.
    town: MaybeUndefined<String>,
    /// Postcode.
    postcode: MaybeUndefined<String>,
    /// Whether the address is withheld from everybody who may not see court orders; needs PUPIL_COURT_WRITE as well.
    address_restricted: Option<bool>,
    /// Whether photographs may be published.
    photo_consent: Option<bool>,
    /// Whether there is a medical condition to know about.
    medical_flag: Option<bool>,
    /// Medical conditions, in words; needs PUPIL_MEDICAL_WRITE as well.
    medical_conditions: MaybeUndefined<String>,
    /// Code of the census list of ethnicities; needs PUPIL_DIVERSITY_WRITE as well.
    ethnicity: MaybeUndefined<String>,
    /// Religion; needs PUPIL_DIVERSITY_WRITE as well.
    religion: MaybeUndefined<String>,
    /// Code of the census list of languages; needs PUPIL_DIVERSITY_WRITE as well.
    first_language: MaybeUndefined<String>,
}

fn create<'c>(change: &'c mut Change<'_>, input: CreatePupilInput) -> Handling<'c> {
    async move {
        let id = key(&input.school, "School");
        change.lock::<school::Entity>([id]).await?;
        let mut ask = change.ask();
        let pupils = ask.under::<pupil::Entity, school::Entity>(equal(school::Column::Id, id));
        let rolls = ask.under::<enrolment::Entity, school::Entity>(equal(school::Column::Id, id));
        let years = ask.under::<pupil_year::Entity, school::Entity>(equal(school::Column::Id, id));
        let like = match &input.upn {
            Some(upn) => equal(pupil::Column::Upn, written(upn).as_str()),
            None => among(pupil::Column::Id, []),
        };
        let same = ask.trusted::<pupil::Entity>(like);
        let former = ask.trusted::<pupil::Entity>(match &input.upn {
            Some(_) => filled(pupil::Column::FormerUpns),
            None => among(pupil::Column::Id, []),
        });
        let mut found = ask.read().await?;
        let (Some(of_pupils), Some(of_rolls), Some(of_years)) =
            (found.take_held(pupils)?.pop(), found.take_held(rolls)?.pop(), found.take_held(years)?.pop())
        else {
            return Err(Stop::not_found(&["school"], "there is no school with this id whose pupils you may change"));
        };
        let mut row = blank(change, &input, id);
        let mut errors = Vec::new();
        checked(&mut row, &mut errors);
        let upn = row.upn.as_deref();
        let was_had = |other: &pupil::Model| formerly(other).any(|former| Some(former) == upn);
        if !found.take(same)?.is_empty() || found.take(former)?.iter().any(was_had) {
            errors.push(taken());
        }
        let entry = input.entry_date.0;
        let age = entry.year()
            - row.date_of_birth.year()
            - i32::from((entry.month(), entry.day()) < (row.date_of_birth.month(), row.date_of_birth.day()));
        if !AGES.contains(&age) {
            let message = format!("the child would be {age} on {entry}: pupils are {} to {}", AGES.start(), AGES.end());
            errors.push(UserError::new(UserErrorCode::BadUserInput, &["dateOfBirth"], message));
        }
        if let Some(fault) = year_fault(input.nc_year) {
            errors.push(UserError::new(UserErrorCode::BadUserInput, &["ncYear"], fault));
        }
        if !matches!(input.status, EnrolmentStatus::Current | EnrolmentStatus::Main) {
            let message = "a child is put on roll as CURRENT or MAIN: add others with `addEnrolment`";
            errors.push(UserError::new(UserErrorCode::BadUserInput, &["status"], message));
        }
        if !errors.is_empty() {
            return Err(Stop::Refused(errors));
        }
        let spell = enrolled(
            change,
            row.id,
            id,
            NewEnrolment {
                entry_date: entry,
                nc_year: input.nc_year,
                status: input.status,
                admission_number: input.admission_number,
            },
        );
        let pupil = change.add::<pupil::Entity, _>(&of_pupils, &row, &[])?;
        let enrolment = change.add::<enrolment::Entity, _>(&of_rolls, &spell, &[])?;
        let year = years::entered(change, (pupil, id), entry, input.nc_year, input.registration_group);
        change.add::<pupil_year::Entity, _>(&of_years, &year, &[])?;
        Ok(Made::new().rows("pupil", [pupil]).rows("enrolment", [enrolment]))
    }
    .boxed()
}

fn blank(change: &Change<'_>, input: &CreatePupilInput, school: uuid::Uuid) -> pupil::Model {
    pupil::Model {
        school_id: Some(school),
        upn: input.upn.clone(),
        uln: input.uln.clone(),
        given_name: input.given_name.clone(),
        family_name: input.family_name.clone(),
        preferred_name: input.preferred_name.clone(),
        date_of_birth: input.date_of_birth.0,
        ..unknown(change.new_key(), change.tenant(), input.sex, change.now())
    }
}

fn update<'c>(change: &'c mut Change<'_>, input: UpdatePupilInput) -> Handling<'c> {
    async move {
        let id = key(&input.pupil, "Pupil");
        let mut ask = change.ask();
        let held = ask.held::<pupil::Entity>(equal(pupil::Column::Id, id));
        let like = match input.upn.value() {
            Some(upn) => equal(pupil::Column::Upn, written(upn).as_str()),
            None => among(pupil::Column::Id, []),
        };
        let same = ask.trusted::<pupil::Entity>(like);
        let years = years::ask(&mut ask, id);
        let mut found = ask.read().await?;
        let Some(held) = found.take_held(held)?.pop() else {
            return Err(Stop::not_found(&["pupil"], "there is no pupil with this id whom you may change"));
        };
        Stop::unless_current("pupil", held.row.row_version, input.row_version)?;
        let mut row = held.row.clone();
        let group: Option<Option<String>> = input.registration_group.clone().into();
        corrected(&mut row, input);
        let mut errors = Vec::new();
        checked(&mut row, &mut errors);
        if found.take(same)?.iter().any(|other| other.id != id) {
            errors.push(taken());
        }
        if !errors.is_empty() {
            return Err(Stop::Refused(errors));
        }
        change.update(&held, &row, &[])?;
        if let Some(group) = group {
            years.take(&mut found, "registrationGroup")?.name_group(change, group)?;
        }
        Ok(Made::new().rows("pupil", [id]))
    }
    .boxed()
}

/// Puts what is given in its place.
fn corrected(row: &mut pupil::Model, input: UpdatePupilInput) {
    fn set<T>(place: &mut T, given: Option<T>) {
        if let Some(given) = given {
            *place = given;
        }
    }
    fn may_empty(place: &mut Option<String>, given: MaybeUndefined<String>) {
        given.update_to(place);
    }
    let temporary = |upn: &String| upn.ends_with(|last: char| last.is_ascii_alphabetic());
    let before = row.upn.clone();
    may_empty(&mut row.upn, input.upn);
    if let Some(before) = before.filter(temporary).filter(|before| row.upn.as_ref() != Some(before)) {
        let known = row.former_upns.take();
        row.former_upns = Some(known.map_or(before.clone(), |known| format!("{known} {before}")));
    }
    may_empty(&mut row.uln, input.uln);
    set(&mut row.given_name, input.given_name);
    set(&mut row.family_name, input.family_name);
    may_empty(&mut row.preferred_name, input.preferred_name);
    set(&mut row.date_of_birth, input.date_of_birth.map(|day| day.0));
    set(&mut row.sex, input.sex);
    may_empty(&mut row.address_line1, input.address_line1);
    may_empty(&mut row.town, input.town);
    may_empty(&mut row.postcode, input.postcode);
    set(&mut row.address_restricted, input.address_restricted);
    set(&mut row.photo_consent, input.photo_consent);
    set(&mut row.medical_flag, input.medical_flag);
    may_empty(&mut row.medical_conditions, input.medical_conditions);
    may_empty(&mut row.ethnicity, input.ethnicity);
    may_empty(&mut row.religion, input.religion);
    let spoken = row.first_language.clone();
    may_empty(&mut row.first_language, input.first_language);
    // Who may not change the language is not shown it: only a change of it says what follows.
    if row.first_language != spoken {
        row.eal = additional_english(row.first_language.as_deref());
    }
}

/// A name as its class keeps it.
pub(super) fn name(text: &str) -> Result<String, String> {
    NAME.clean(text).and_then(|name| if name.is_empty() { Err(NO_NAME.to_owned()) } else { Ok(name) })
}

/// Folds the names as search and order need them.
pub(super) fn fold(row: &mut pupil::Model) {
    row.family_fold = entity::fold(&row.family_name);
    row.given_fold = entity::fold(&row.given_name);
    let preferred = row.preferred_name.as_deref().unwrap_or_default();
    row.name_fold = entity::fold(&format!("{} {} {preferred}", row.given_name, row.family_name));
}

/// Checks and cleans numbers and names, and folds the names as search and order need them.
fn checked(row: &mut pupil::Model, errors: &mut Vec<UserError>) {
    let mut refuse =
        |field: &str, message: String| errors.push(UserError::new(UserErrorCode::BadUserInput, &[field], message));
    match row.upn.as_deref().map(Upn::parse) {
        None => {}
        Some(Ok(upn)) => row.upn = Some(upn.as_str().to_owned()),
        Some(Err(fault)) => refuse("upn", fault),
    }
    row.uln = row.uln.take().map(|uln| CODE.part(&uln).trim().to_owned()).filter(|uln| !uln.is_empty());
    if let Some(fault) = row.uln.as_deref().and_then(uln_fault) {
        refuse("uln", fault);
    }
    for (field, given) in [("givenName", &mut row.given_name), ("familyName", &mut row.family_name)] {
        match name(given) {
            Ok(name) => *given = name,
            Err(fault) => refuse(field, fault),
        }
    }
    // The engine names a field by its place in the type; the input has the address in fields of its own.
    if let Some(Err(fault)) = row.address_line1.as_deref().map(|line| LINE.clean(line)) {
        refuse("addressLine1", fault);
    }
    if row.date_of_birth < NaiveDate::from_ymd_opt(1990, 1, 1).unwrap_or_default() {
        refuse("dateOfBirth", "a pupil is born after 1990: check the year".to_owned());
    }
    fold(row);
}

/// A number as it is stored, where it is one.
fn written(upn: &str) -> String {
    Upn::parse(upn).map_or_else(|_| upn.to_owned(), |upn| upn.as_str().to_owned())
}

/// A UPN is unique in the trust, so the error may disclose that the trust has it, and nothing more.
pub(super) fn taken() -> UserError {
    let message = "a pupil of the trust has this UPN already: move the pupil with `moveEnrolment`";
    UserError::new(UserErrorCode::Conflict, &["upn"], message)
}
