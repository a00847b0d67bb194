//! Through the graph: pupils are taken in under the rights of whoever imports, some at a time.

use std::collections::HashSet;

use anyhow::Context;
use chrono::NaiveDate;
use serde_json::{Value as Json, json};

use super::How;
use super::check::School;
use super::notes::{self, Fault};
use super::pupil::{Address, CtfPupil};
use crate::asking::messages;
use crate::report::FileReport;

/// The most pupils of one call.
const MOST: usize = 50;

/// What rows from these files give as their source.
const SOURCE: &str = "CTF";

const TAKE: &str = "mutation CommonTransferFile($input: TakePupilsInInput!) { takePupilsIn(input: $input) { \
     inserted updated unchanged warnings { row field message } rejected { row userErrors { message } } \
     userErrors { message } } }";

/// Pupils of a file on their way.
pub(super) struct Taking<'a> {
    how: &'a How<'a>,
    school: &'a School,
    day: NaiveDate,
    waiting: Vec<CtfPupil>,
    numbers: HashSet<String>,
}

impl<'a> Taking<'a> {
    /// With none on their way.
    pub(super) fn new(how: &'a How<'a>, school: &'a School, day: NaiveDate) -> Self {
        Self { how, school, day, waiting: Vec::new(), numbers: HashSet::new() }
    }

    /// Takes one. A full call is made at once, and one before a second pupil with a number that is in it.
    pub(super) async fn take(&mut self, pupil: CtfPupil, report: &mut FileReport) -> anyhow::Result<()> {
        let numbers: Vec<String> =
            std::iter::once(&pupil.upn).chain(&pupil.former_upns).map(|upn| upn.as_str().to_owned()).collect();
        if self.waiting.len() == MOST || numbers.iter().any(|number| self.numbers.contains(number)) {
            self.finish(report).await?;
        }
        self.numbers.extend(numbers);
        self.waiting.push(pupil);
        Ok(())
    }

    /// Makes the call that is left.
    pub(super) async fn finish(&mut self, report: &mut FileReport) -> anyhow::Result<()> {
        let pupils = std::mem::take(&mut self.waiting);
        self.numbers.clear();
        if pupils.is_empty() {
            return Ok(());
        }
        let refuse_all = |report: &mut FileReport, words: &str| {
            pupils.iter().for_each(|pupil| notes::refuse(report, &[Fault::at(pupil.line, words)]));
        };
        let input = json!({
            "school": self.school.id, "day": self.day.to_string(), "sourceSystem": SOURCE,
            "rows": pupils.iter().map(row).collect::<Vec<_>>(),
            "onError": "SKIP_INVALID", "dryRun": self.how.dry_run,
        });
        let data = match self.how.asking().ask_if_allowed(TAKE, json!({ "input": input })).await? {
            Ok(data) => data,
            Err(words) => {
                refuse_all(report, &words);
                return Ok(());
            }
        };
        let payload = &data["takePupilsIn"];
        let refused = messages(&payload["userErrors"]);
        if !refused.is_empty() {
            refuse_all(report, &refused);
            return Ok(());
        }
        let count = |name: &str| payload[name].as_u64().unwrap_or(0);
        report.tally.inserted += count("inserted");
        report.tally.updated += count("updated");
        report.tally.unchanged += count("unchanged");
        let of = |told: &Json| {
            let row = told["row"].as_u64().and_then(|row| usize::try_from(row).ok());
            row.and_then(|row| pupils.get(row)).context("a row that is told of is one of those sent")
        };
        for warning in payload["warnings"].as_array().into_iter().flatten() {
            let pupil = of(warning)?;
            let path: Vec<&str> =
                warning["field"].as_array().into_iter().flatten().filter_map(Json::as_str).skip(2).collect();
            let message = warning["message"].as_str().unwrap_or_default();
            let words = [element(&path), message].join(" ");
            notes::warn(report, &Fault::at(line(pupil, &path), words.trim_start()));
        }
        for rejected in payload["rejected"].as_array().into_iter().flatten() {
            notes::refuse(report, &[Fault::at(of(rejected)?.line, messages(&rejected["userErrors"]))]);
        }
        Ok(())
    }
}

/// The element of the file that a part of the input comes from.
fn element(path: &[&str]) -> &'static str {
    match path.first() {
        Some(&"freeMeals") => "FSMinstance",
        Some(&"senProvision") => "SEN",
        Some(&"senNeeds") => "SENneeds",
        Some(&"lookedAfter") => "LookedAfter",
        Some(&"ethnicity") => "Ethnicity",
        Some(&"firstLanguage") => "Languages",
        Some(&"contacts") => "Contacts",
        _ => "",
    }
}

/// The line on which it stands.
fn line(pupil: &CtfPupil, path: &[&str]) -> u64 {
    let place = path.get(1).and_then(|place| place.parse::<usize>().ok());
    let found = match (path.first(), place) {
        (Some(&"freeMeals"), Some(place)) => pupil.meals.get(place).map(|spell| spell.line),
        (Some(&"senProvision"), Some(place)) => pupil.sen.get(place).map(|spell| spell.line),
        _ => None,
    };
    found.unwrap_or(pupil.line)
}

/// A pupil as the action takes it.
fn row(pupil: &CtfPupil) -> Json {
    let days = |starts: NaiveDate, ends: Option<NaiveDate>| (starts.to_string(), ends.map(|day| day.to_string()));
    let meals = pupil.meals.iter().map(|spell| {
        let (starts, ends) = days(spell.starts_on, spell.ends_on);
        json!({ "startsOn": starts, "endsOn": ends })
    });
    let sen = pupil.sen.iter().map(|spell| {
        let (starts, ends) = days(spell.starts_on, spell.ends_on);
        json!({ "provision": spell.provision.code(), "startsOn": starts, "endsOn": ends })
    });
    let contacts = pupil.contacts.iter().map(|one| {
        json!({
            "title": one.title, "givenName": one.given_name, "familyName": one.family_name,
            "relationship": one.relationship, "parentalResponsibility": one.parental_responsibility,
            "phone": one.phone, "email": one.email, "address": one.address.as_ref().map(home),
        })
    });
    json!({
        "upn": pupil.upn.as_str(),
        "formerUpns": pupil.former_upns.iter().map(|upn| upn.as_str()).collect::<Vec<_>>(),
        "uln": pupil.uln, "givenName": pupil.given_name, "familyName": pupil.family_name,
        "preferredName": pupil.preferred_name, "dateOfBirth": pupil.date_of_birth.to_string(), "sex": pupil.sex.code(),
        "ncYear": pupil.nc_year, "ethnicity": pupil.ethnicity, "firstLanguage": pupil.first_language,
        "medicalFlag": pupil.medical_flag, "status": pupil.status.code(),
        "entryDate": pupil.entry_date.map(|day| day.to_string()),
        "address": pupil.address.as_ref().map(home),
        "freeMeals": meals.collect::<Vec<_>>(),
        "lookedAfter": pupil.in_care.as_ref().map(|name| json!({ "authority": name })),
        "senProvision": sen.collect::<Vec<_>>(),
        "senNeeds": pupil.needs.iter().map(|need| &need.kind).collect::<Vec<_>>(),
        "contacts": contacts.collect::<Vec<_>>(),
    })
}

fn home(address: &Address) -> Json {
    json!({ "line1": address.line1, "town": address.town, "postcode": address.postcode })
}
