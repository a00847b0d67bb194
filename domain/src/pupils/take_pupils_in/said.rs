//! A checked row of the input. The check reports all faults of a row together.

use chrono::NaiveDate;
use entity::codes::{EnrolmentStatus, SenRecordProvision, Sex};
use graph::Period;
use graph::declare::{CODE, EMAIL, LINE, NAME, TextClass};
use graph::mutate::{UserError, UserErrorCode};

use super::input::{ContactInput, HomeInput, PupilRowInput};
use crate::platform::academic_year::year_by_age;
use crate::platform::age::years_between;
use crate::platform::input::cleaned;
use crate::platform::postcode::POSTCODE;
use crate::platform::telephone::TELEPHONE;
use crate::pupils::change_pupil::{AGES, name};
use crate::pupils::identifiers::uln_fault;
use crate::pupils::support::sen_need::TYPES;
use crate::pupils::upn::Upn;
use crate::pupils::years::year_fault;

/// The most parts of one kind that a row may have: more are no pupil's.
const MAX_PARTS: usize = 50;

/// A row about a pupil, checked and typed.
pub(super) struct Said {
    pub upn: Upn,
    pub former: Vec<Upn>,
    pub uln: Option<String>,
    pub given_name: String,
    pub family_name: String,
    pub preferred_name: Option<String>,
    pub born: NaiveDate,
    pub sex: Sex,
    /// The year group on `day`, by age where the row does not say it.
    pub nc_year: i32,
    /// Whether the row says it.
    pub year_given: bool,
    /// The day for which the row is true.
    pub day: NaiveDate,
    pub ethnicity: Option<String>,
    pub first_language: Option<String>,
    pub medical_flag: Option<bool>,
    pub status: EnrolmentStatus,
    pub entry: NaiveDate,
    /// Whether the row states the first day on roll.
    pub entry_given: bool,
    pub address: Home,
    pub meals: Vec<Period>,
    /// In care, with the authority where the row names it.
    pub in_care: Option<Option<String>>,
    /// By the first day, each with its place in the input.
    pub sen: Vec<SenSpell>,
    pub needs: Vec<String>,
    pub contacts: Vec<Contact>,
}

/// Where somebody lives.
#[derive(Default)]
pub(super) struct Home {
    pub line1: Option<String>,
    pub town: Option<String>,
    pub postcode: Option<String>,
}

/// Provision for a time; none where none was given.
pub(super) struct SenSpell {
    pub place: usize,
    pub period: Period,
    pub provision: Option<SenRecordProvision>,
}

/// Whom to reach.
pub(super) struct Contact {
    pub title: Option<String>,
    pub given_name: String,
    pub family_name: String,
    pub relationship: String,
    /// None where the row does not say.
    pub parental_responsibility: Option<bool>,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub address: Home,
}

impl Contact {
    /// The name by which the same person is found.
    pub fn folded(&self) -> String {
        entity::fold(&format!("{} {}", self.given_name, self.family_name))
    }
}

/// The faults of a row.
struct Faults {
    row: String,
    all: Vec<UserError>,
}

impl Faults {
    fn add(&mut self, field: &[&str], message: impl Into<String>) {
        let path: Vec<&str> = ["rows", &self.row].into_iter().chain(field.iter().copied()).collect();
        self.all.push(UserError::new(UserErrorCode::BadUserInput, &path, message));
    }

    fn name(&mut self, field: &[&str], text: &str) -> String {
        name(text).unwrap_or_else(|fault| {
            self.add(field, fault);
            String::new()
        })
    }

    /// A text as its class keeps it; none where nothing can be seen of it.
    fn text(&mut self, class: TextClass, field: &[&str], text: Option<&String>) -> Option<String> {
        let path: Vec<&str> = ["rows", &self.row].into_iter().chain(field.iter().copied()).collect();
        cleaned(class, text?, &path, &mut self.all)
    }

    fn upn(&mut self, field: &[&str], text: &str) -> Option<Upn> {
        Upn::parse(text).map_err(|fault| self.add(field, fault)).ok()
    }

    fn letters(&mut self, field: &str, text: Option<&String>, length: usize, like: &str) -> Option<String> {
        let code = self.text(CODE, &[field], text)?;
        if code.len() != length || !code.bytes().all(|byte| byte.is_ascii_uppercase()) {
            self.add(&[field], format!("a code has {length} letters, like {like}"));
        }
        Some(code)
    }

    fn home(&mut self, field: &[&str], home: Option<&HomeInput>) -> Home {
        let Some(home) = home else { return Home::default() };
        let at = |part| [field, &["address", part]].concat();
        Home {
            line1: self.text(LINE, &at("line1"), home.line1.as_ref()),
            town: self.text(LINE, &at("town"), home.town.as_ref()),
            postcode: self.text(POSTCODE, &at("postcode"), home.postcode.as_ref()),
        }
    }

    fn period(&mut self, field: &[&str], starts: NaiveDate, ends: Option<NaiveDate>) -> Period {
        let period = Period::new(starts, ends);
        if period.is_empty() {
            self.add(field, format!("it begins on {starts}: give that day or a later one"));
        }
        period
    }

    fn contact(&mut self, place: usize, contact: &ContactInput) -> Contact {
        let place = place.to_string();
        let at = |part| ["contacts", place.as_str(), part];
        Contact {
            title: self.text(LINE, &at("title"), contact.title.as_ref()),
            given_name: self.name(&at("givenName"), &contact.given_name),
            family_name: self.name(&at("familyName"), &contact.family_name),
            relationship: self.name(&at("relationship"), &contact.relationship),
            parental_responsibility: contact.parental_responsibility,
            phone: self.text(TELEPHONE, &at("phone"), contact.phone.as_ref()),
            email: self.text(EMAIL, &at("email"), contact.email.as_ref()),
            address: self.home(&["contacts", &place], contact.address.as_ref()),
        }
    }
}

/// Checks a row. `day` is the day for which the row is true.
pub(super) fn read(number: usize, row: &PupilRowInput, day: NaiveDate) -> Result<Said, Vec<UserError>> {
    let mut faults = Faults { row: number.to_string(), all: Vec::new() };
    let parts = [
        ("formerUpns", row.former_upns.len()),
        ("freeMeals", row.free_meals.len()),
        ("senProvision", row.sen_provision.len()),
        ("senNeeds", row.sen_needs.len()),
        ("contacts", row.contacts.len()),
    ];
    for (field, count) in parts.into_iter().filter(|(_, count)| *count > MAX_PARTS) {
        faults.add(&[field], format!("{count} are given: give at most {MAX_PARTS}"));
    }
    if !faults.all.is_empty() {
        return Err(faults.all);
    }
    let upn = faults.upn(&["upn"], &row.upn);
    let mut former = Vec::new();
    for (place, text) in row.former_upns.iter().enumerate() {
        former.extend(faults.upn(&["formerUpns", &place.to_string()], text).filter(|one| Some(one) != upn.as_ref()));
    }
    let uln = faults.text(CODE, &["uln"], row.uln.as_ref());
    if let Some(fault) = uln.as_deref().and_then(uln_fault) {
        faults.add(&["uln"], fault);
    }
    let age = years_between(row.date_of_birth.0, day).as_int().unwrap_or(-1);
    if !AGES.contains(&i32::try_from(age).unwrap_or(-1)) {
        let message = format!("the child would be {age} on {day}: pupils are {} to {}", AGES.start(), AGES.end());
        faults.add(&["dateOfBirth"], message);
    }
    if let Some(fault) = row.nc_year.and_then(year_fault) {
        faults.add(&["ncYear"], fault);
    }
    let said = Said {
        former,
        uln,
        given_name: faults.name(&["givenName"], &row.given_name),
        family_name: faults.name(&["familyName"], &row.family_name),
        preferred_name: faults.text(NAME, &["preferredName"], row.preferred_name.as_ref()),
        born: row.date_of_birth.0,
        sex: row.sex,
        nc_year: row.nc_year.unwrap_or_else(|| year_by_age(row.date_of_birth.0, day)),
        year_given: row.nc_year.is_some(),
        day,
        ethnicity: faults.letters("ethnicity", row.ethnicity.as_ref(), 4, "WBRI"),
        first_language: faults.letters("firstLanguage", row.first_language.as_ref(), 3, "ENG"),
        medical_flag: row.medical_flag,
        status: row.status,
        entry: row.entry_date.map_or(day, |day| day.0),
        entry_given: row.entry_date.is_some(),
        address: faults.home(&[], row.address.as_ref()),
        meals: meals(&mut faults, row),
        in_care: row
            .looked_after
            .as_ref()
            .map(|care| faults.text(LINE, &["lookedAfter", "authority"], care.authority.as_ref())),
        sen: sen(&mut faults, row),
        needs: needs(&mut faults, row),
        contacts: row.contacts.iter().enumerate().map(|(place, one)| faults.contact(place, one)).collect(),
        upn: match upn {
            Some(upn) => upn,
            None => return Err(faults.all),
        },
    };
    if faults.all.is_empty() { Ok(said) } else { Err(faults.all) }
}

fn meals(faults: &mut Faults, row: &PupilRowInput) -> Vec<Period> {
    let mut all: Vec<Period> = Vec::new();
    for (place, spell) in row.free_meals.iter().enumerate() {
        let place = place.to_string();
        let ends = spell.ends_on.map(|day| day.0);
        let period = faults.period(&["freeMeals", &place, "endsOn"], spell.starts_on.0, ends);
        if all.iter().any(|known| known.overlaps(period)) {
            faults.add(&["freeMeals", &place], "it overlaps an earlier one of the row: leave one out");
        }
        all.push(period);
    }
    all
}

/// Provision by its first day, each ended by the next.
fn sen(faults: &mut Faults, row: &PupilRowInput) -> Vec<SenSpell> {
    let mut all = Vec::new();
    for (place, spell) in row.sen_provision.iter().enumerate() {
        let at = place.to_string();
        let ends = spell.ends_on.map(|day| day.0);
        let period = faults.period(&["senProvision", &at, "endsOn"], spell.starts_on.0, ends);
        if all.iter().any(|known: &SenSpell| known.period.first == period.first) {
            faults.add(&["senProvision", &at], "another of the row begins on the same day: leave one out");
        }
        all.push(SenSpell { place, period, provision: spell.provision.recorded() });
    }
    all.sort_by_key(|spell| spell.period.first);
    for at in 1..all.len() {
        all[at - 1].period = all[at - 1].period.before(all[at].period.first);
    }
    all
}

fn needs(faults: &mut Faults, row: &PupilRowInput) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for (place, text) in row.sen_needs.iter().enumerate() {
        let code = CODE.whole(text);
        let place = place.to_string();
        if !TYPES.contains(&code.as_str()) {
            faults.add(&["senNeeds", &place], format!("a need is one of {}", TYPES.join(", ")));
        } else if all.contains(&code) {
            faults.add(&["senNeeds", &place], "the need is given twice: leave one out");
        }
        all.push(code);
    }
    all
}
