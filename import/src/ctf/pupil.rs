//! One pupil of a transfer file, as typed values: nothing here knows a database.
//!
//! What a pupil cannot be without (number, names, birth date, sex) refuses the pupil if it does not read; anything
//! else is left out with a warning. Rules are those of domain-model §4, names of elements those of §8.

use chrono::{Datelike, Days, NaiveDate};
use entity::codes::{EnrolmentStatus, Sex};

use super::header::{CtfHeader, Place};
use super::history::{self, CtfContact, Meals, SenNeed, SenSpell};
use super::notes::{Elements, Fault};
use super::xml::Element;
use crate::clean;
use domain::pupils::upn::Upn;

/// Ages at which a child can be admitted to a school.
const AGES: std::ops::RangeInclusive<i32> = 2..=19;

/// Parts that are understood and that no table holds yet.
const NOT_KEPT: [&str; 5] = ["Attendance", "StageAssessments", "NAWdetails", "SpecialArrangements", "GeneralNotes"];

/// A pupil as a file tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CtfPupil {
    /// Line on which it begins.
    pub line: u64,
    /// Its number.
    pub upn: Upn,
    /// Numbers it had before.
    pub former_upns: Vec<Upn>,
    /// Unique learner number.
    pub uln: Option<String>,
    /// Legal given name.
    pub given_name: String,
    /// Legal surname.
    pub family_name: String,
    /// Given name it goes by.
    pub preferred_name: Option<String>,
    /// Birth date.
    pub date_of_birth: NaiveDate,
    /// Sex.
    pub sex: Sex,
    /// National curriculum year: 0 is Reception, nursery is negative.
    pub nc_year: i32,
    /// Code of the census list.
    pub ethnicity: Option<String>,
    /// Code of the census list.
    pub first_language: Option<String>,
    /// Whether there is a medical condition to know of.
    pub medical_flag: Option<bool>,
    /// What kind of enrolment it is.
    pub status: EnrolmentStatus,
    /// First day at the receiving school, where the file tells.
    pub entry_date: Option<NaiveDate>,
    /// Home address.
    pub address: Option<Address>,
    /// Spells of free school meals.
    pub meals: Vec<Meals>,
    /// In care now, with the authority responsible where it is told.
    pub in_care: Option<String>,
    /// Spells of provision, oldest first.
    pub sen: Vec<SenSpell>,
    /// Needs by rank.
    pub needs: Vec<SenNeed>,
    /// Parents and others.
    pub contacts: Vec<CtfContact>,
}

/// A home address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// First line.
    pub line1: Option<String>,
    /// Town.
    pub town: Option<String>,
    /// Postcode with one space.
    pub postcode: Option<String>,
}

/// Reads a pupil's elements and hears of what is wrong with them.
pub struct Cells<'e> {
    /// The pupil.
    pub pupil: &'e Element,
    /// What is left out.
    pub warnings: Vec<Fault>,
    /// What refuses the pupil.
    pub faults: Vec<Fault>,
}

impl<'e> Cells<'e> {
    /// A value without which there is no pupil.
    fn must<T>(&mut self, names: &[&str], read: impl Fn(&str) -> clean::Cleaned<T>) -> Option<T> {
        let Some(found) = names.iter().find_map(|name| self.pupil.child(name)) else {
            self.faults.push(Fault::at(self.pupil.line, format!("the pupil has no {}: it is needed", names[0])));
            return None;
        };
        match read(&found.text) {
            Ok(Some(value)) => return Some(value),
            Ok(None) => self.faults.push(Fault::of(found, "a value is needed here")),
            Err(words) => self.faults.push(Fault::of(found, words)),
        }
        None
    }

    /// A value that the pupil can do without.
    pub fn may<T>(&mut self, element: Option<&Element>, read: impl Fn(&str) -> clean::Cleaned<T>) -> Option<T> {
        let element = element.filter(|element| !element.text.is_empty())?;
        read(&element.text).unwrap_or_else(|words| {
            self.warnings.push(Fault::of(element, format!("left out: {words}")));
            None
        })
    }
}

/// What became of reading a pupil.
pub struct Reading {
    /// The pupil, unless it is refused.
    pub pupil: Result<CtfPupil, Vec<Fault>>,
    /// What was left out.
    pub warnings: Vec<Fault>,
}

/// Reads a pupil. `day` is the day for which its age and year are judged.
pub fn read(element: &Element, header: &CtfHeader, day: NaiveDate, elements: &mut Elements) -> Reading {
    let mut cells = Cells { pupil: element, warnings: Vec::new(), faults: Vec::new() };
    let pupil = values(&mut cells, header, day);
    for name in NOT_KEPT {
        for found in element.all(name) {
            found.see_all();
            elements.not_kept(name);
        }
    }
    for name in ["ApplicationReference", "UCI", "MiddleNames", "FormerSurname", "FSMreviewDate"] {
        element.child(name).into_iter().for_each(Element::see_all);
    }
    elements.count_unseen(element);
    let (warnings, faults) = (cells.warnings, cells.faults);
    match pupil {
        Some(pupil) if faults.is_empty() => Reading { pupil: Ok(pupil), warnings },
        _ => Reading { pupil: Err(faults), warnings },
    }
}

fn values(cells: &mut Cells<'_>, header: &CtfHeader, day: NaiveDate) -> Option<CtfPupil> {
    let pupil = cells.pupil;
    let upn = cells.must(&["UPN"], |cell| if clean::is_nothing(cell) { Ok(None) } else { Upn::parse(cell).map(Some) });
    let family_name = cells.must(&["Surname"], |cell| Ok(clean::text(cell)));
    let given_name = cells.must(&["Forename"], |cell| Ok(clean::text(cell)));
    let date_of_birth = cells.must(&["DOB"], |cell| match clean::date(cell)? {
        Some(born) if !AGES.contains(&age(born, day)) => {
            Err(format!("makes the child {} on {day}: schools admit from 2 to 19", age(born, day)))
        }
        born => Ok(born),
    });
    let sex = cells.must(&["Sex", "Gender"], |cell| match cell.to_ascii_uppercase().as_str() {
        "F" => Ok(Some(Sex::Female)),
        "M" => Ok(Some(Sex::Male)),
        "" => Ok(None),
        _ => Err("sex is F or M".to_owned()),
    });
    let uln = pupil.child("UniqueLearnerNumber").or_else(|| pupil.child("ULN"));
    let uln = cells.may(uln, uln_of);
    if let Some(upn) = upn.as_ref().filter(|upn| !upn.has_known_authority()) {
        let words = format!("no local authority has the code {}: check the number", &upn.as_str()[1..4]);
        cells
            .warnings
            .push(pupil.child("UPN").map_or_else(|| Fault::at(pupil.line, &*words), |cell| Fault::of(cell, &*words)));
    }

    let none = Element::default();
    let basic = pupil.child("BasicDetails").unwrap_or(&none);
    let mut former_upns = Vec::new();
    for former in basic.all("FormerUPN").chain(pupil.all("FormerUPN")) {
        let read = |cell: &str| Upn::parse(cell).map(Some);
        former_upns.extend(cells.may(Some(former), read).filter(|found| Some(found) != upn.as_ref()));
    }
    let languages = basic.child("Languages");
    let first = languages.and_then(|list| list.all("Type").find(|kind| is_first(kind)));
    languages.into_iter().for_each(Element::see_all);
    let (expected, year) = (date_of_birth.map(|born| expected_year(born, day)), basic.child("NCyearActual"));
    let nc_year = cells.may(year, nc_year);
    if let (Some(found), Some(expected), Some(element)) = (nc_year, expected, year)
        && (found - expected).abs() > 1
    {
        cells.warnings.push(Fault::of(element, format!("by age the child would be in year {expected}: check both")));
    }
    let status = cells.may(basic.child("EnrolStatus"), status).unwrap_or(EnrolmentStatus::Current);
    let known = ["EthnicitySource", "PreferredSurname", "FormerSurname", "MiddleNames", "MedicalDetails"];
    known.iter().flat_map(|name| basic.child(name)).for_each(Element::see_all);
    let meals = history::meals(cells);
    let (sen, needs) = history::sen(cells);
    Some(CtfPupil {
        line: pupil.line,
        preferred_name: cells
            .may(basic.child("PreferredForename"), |cell| Ok(clean::text(cell)))
            .filter(|name| Some(name) != given_name.as_ref()),
        ethnicity: cells
            .may(basic.child("Ethnicity"), |cell| letters(cell, 4, "an ethnicity code has four letters, like WBRI")),
        first_language: cells.may(first.and_then(|kind| kind.child("Language")), |cell| {
            letters(cell, 3, "a language code has three letters, like ENG")
        }),
        medical_flag: cells.may(basic.child("MedicalFlag"), yes_or_no),
        entry_date: entry(cells, &header.destination),
        address: pupil.child("Address").map(|found| address(cells, found)),
        in_care: care(cells),
        contacts: history::contacts(cells),
        upn: upn?,
        former_upns,
        uln,
        given_name: given_name?,
        family_name: family_name?,
        date_of_birth: date_of_birth?,
        sex: sex?,
        nc_year: nc_year.or(expected)?,
        status,
        meals,
        sen,
        needs,
    })
}

fn is_first(kind: &Element) -> bool {
    kind.child("LanguageType").is_none_or(|found| found.text.eq_ignore_ascii_case("F"))
}

/// The first day at the receiving school, where the history of schools names it already.
fn entry(cells: &mut Cells<'_>, destination: &Place) -> Option<NaiveDate> {
    let history = cells.pupil.child("SchoolHistory")?;
    history.see_all();
    let here = history
        .all("School")
        .filter(|school| destination.estab_no.is_some() && Place::of(Some(school)) == *destination);
    let last = here.last()?;
    cells.may(last.child("EntryDate"), clean::date)
}

fn care(cells: &mut Cells<'_>) -> Option<String> {
    let looked_after = cells.pupil.child("LookedAfter")?;
    looked_after.see_all();
    let in_care = cells.may(looked_after.child("InCare"), yes_or_no)?;
    let authority = looked_after.child("CareAuthority").and_then(|found| clean::text(&found.text));
    in_care.then(|| authority.unwrap_or_default())
}

/// A home address, in lines or in the parts of the national gazetteer.
pub fn address(cells: &mut Cells<'_>, found: &Element) -> Address {
    found.see_all();
    let postcode = found.child("PostCode").or_else(|| found.child("Postcode"));
    let postcode = cells.may(postcode, clean::postcode);
    let part = |inside: &Element, name: &str| inside.child(name).and_then(|found| clean::text(&found.text));
    if let Some(gazetteer) = found.child("BS7666Address") {
        let houses =
            [part(gazetteer, "SAON"), part(gazetteer, "PAON")].into_iter().flatten().collect::<Vec<_>>().join(", ");
        let line1 = [Some(houses).filter(|text| !text.is_empty()), part(gazetteer, "Street")];
        let line1 = line1.into_iter().flatten().collect::<Vec<_>>().join(" ");
        let town = part(gazetteer, "PostTown").or_else(|| part(gazetteer, "Town"));
        return Address { line1: Some(line1).filter(|line| !line.is_empty()), town, postcode };
    }
    let lines = found.child("AddressLines").unwrap_or(found);
    let line = |number: usize| part(lines, &format!("AddressLine{number}"));
    let town = part(found, "Town").or_else(|| (2..=5).rev().find_map(line));
    Address { line1: line(1), town, postcode }
}

/// A unique learner number: nine digits and a check digit (domain-model §4).
fn uln_of(cell: &str) -> clean::Cleaned<String> {
    if clean::is_nothing(cell) {
        return Ok(None);
    }
    let digits: Vec<u32> = cell.chars().filter_map(|digit| digit.to_digit(10)).collect();
    let sum: u32 = digits.iter().take(9).zip(0..).map(|(digit, place)| digit * (10 - place)).sum();
    let right = digits.len() == 10 && cell.len() == 10 && !sum.is_multiple_of(11) && digits[9] == 10 - sum % 11;
    if right {
        Ok(Some(cell.to_owned()))
    } else {
        Err("a ULN has ten digits, the last of which checks the others".to_owned())
    }
}

fn nc_year(cell: &str) -> clean::Cleaned<i32> {
    match cell.to_ascii_uppercase().as_str() {
        "E1" | "N1" => Ok(Some(-2)),
        "E2" | "N2" => Ok(Some(-1)),
        "R" => Ok(Some(0)),
        // Mixed: what the age says is taken.
        "X" => Ok(None),
        number => match number.parse() {
            Ok(year @ 1..=14) => Ok(Some(year)),
            _ => Err("a year is N1, N2, R or 1 to 14; that of the child's age is taken".to_owned()),
        },
    }
}

fn status(cell: &str) -> clean::Cleaned<EnrolmentStatus> {
    match cell.to_ascii_uppercase().as_str() {
        "C" => Ok(Some(EnrolmentStatus::Current)),
        "M" => Ok(Some(EnrolmentStatus::Main)),
        "S" => Ok(Some(EnrolmentStatus::Subsidiary)),
        "G" | "F" | "O" => Ok(Some(EnrolmentStatus::Guest)),
        // What it was at the school it leaves.
        "P" => Ok(None),
        _ => Err("a status is C, M, S or G; C is taken".to_owned()),
    }
}

/// `true`, `1` or `Y`, and their opposites.
pub fn yes_or_no(cell: &str) -> clean::Cleaned<bool> {
    match cell.to_ascii_lowercase().as_str() {
        "true" | "1" | "y" | "yes" => Ok(Some(true)),
        "false" | "0" | "n" | "no" => Ok(Some(false)),
        "u" | "unknown" => Ok(None),
        _ => Err("write true or false".to_owned()),
    }
}

/// A code of so many letters.
pub fn letters(cell: &str, length: usize, words: &str) -> clean::Cleaned<String> {
    let code = cell.trim().to_ascii_uppercase();
    let fits = code.len() == length && code.bytes().all(|byte| byte.is_ascii_uppercase());
    if fits { Ok(Some(code)) } else { Err(words.to_owned()) }
}

fn age(born: NaiveDate, day: NaiveDate) -> i32 {
    let before = (day.month(), day.day()) < (born.month(), born.day());
    day.year() - born.year() - i32::from(before)
}

/// The year that the age on 31 August gives: 4 is Reception.
fn expected_year(born: NaiveDate, day: NaiveDate) -> i32 {
    let began = if day.month() >= 9 { day.year() } else { day.year() - 1 };
    let eve =
        NaiveDate::from_ymd_opt(began, 9, 1).and_then(|first| first.checked_sub_days(Days::new(1))).unwrap_or(day);
    age(born, eve) - 4
}
