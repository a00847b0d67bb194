//! One pupil of a transfer file, as typed values.
//!
//! UPN, names, birth date and sex are needed: if one of them is missing or cannot be read, the pupil is refused. Any other
//! part that cannot be read is left out, with a warning. The rules are those of domain-model §4, the names of elements
//! those of §8.

use chrono::{Datelike, NaiveDate};
use entity::codes::{EnrolmentStatus, Sex};

use super::address::{Address, address};
use super::header::{CtfHeader, Place};
use super::history::{self, CtfContact, Meals, SenNeed, SenSpell};
use super::notes::{Elements, Fault};
use super::pupil_reader::{PupilReader, letters, yes_or_no};
use super::xml::Element;
use crate::clean;
use domain::platform::academic_year::year_by_age;
use domain::pupils::upn::Upn;

/// Ages of children who can be on the roll of a school.
const AGES: std::ops::RangeInclusive<i32> = 2..=19;

/// Elements that are known and that no table can hold yet.
const NOT_KEPT: [&str; 5] = ["Attendance", "StageAssessments", "NAWdetails", "SpecialArrangements", "GeneralNotes"];

/// A pupil as a file describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CtfPupil {
    /// Line on which it begins.
    pub line: u64,
    /// Unique pupil number.
    pub upn: Upn,
    /// Unique pupil numbers it had before.
    pub former_upns: Vec<Upn>,
    /// Unique learner number.
    pub uln: Option<String>,
    /// Legal given name.
    pub given_name: String,
    /// Legal surname.
    pub family_name: String,
    /// Given name that it uses.
    pub preferred_name: Option<String>,
    /// Birth date.
    pub date_of_birth: NaiveDate,
    /// Sex.
    pub sex: Sex,
    /// National curriculum year, where the file says it: 0 is Reception, nursery is negative.
    pub nc_year: Option<i32>,
    /// Code of the census list.
    pub ethnicity: Option<String>,
    /// Code of the census list.
    pub first_language: Option<String>,
    /// Whether the school must know of a medical condition.
    pub medical_flag: Option<bool>,
    /// Status of the enrolment.
    pub status: EnrolmentStatus,
    /// First day at the receiving school, if the file has one.
    pub entry_date: Option<NaiveDate>,
    /// Home address.
    pub address: Option<Address>,
    /// Spells of free school meals.
    pub meals: Vec<Meals>,
    /// For a child in care, the responsible authority; empty if the file does not name it.
    pub in_care: Option<String>,
    /// Spells of provision, oldest first.
    pub sen: Vec<SenSpell>,
    /// Needs by rank.
    pub needs: Vec<SenNeed>,
    /// Parents and others.
    pub contacts: Vec<CtfContact>,
}

/// The result of reading a pupil.
pub struct ReadPupil {
    /// The pupil, or the faults for which it is refused.
    pub pupil: Result<CtfPupil, Vec<Fault>>,
    /// The parts that are left out or look wrong.
    pub warnings: Vec<Fault>,
}

/// Reads a pupil. Its age and year group are checked for `day`.
pub fn read(element: &Element, header: &CtfHeader, day: NaiveDate, elements: &mut Elements) -> ReadPupil {
    let mut reader = PupilReader { pupil: element, warnings: Vec::new(), faults: Vec::new() };
    let pupil = values(&mut reader, header, day);
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
    let (warnings, faults) = (reader.warnings, reader.faults);
    match pupil {
        Some(pupil) if faults.is_empty() => ReadPupil { pupil: Ok(pupil), warnings },
        _ => ReadPupil { pupil: Err(faults), warnings },
    }
}

fn values(reader: &mut PupilReader<'_>, header: &CtfHeader, day: NaiveDate) -> Option<CtfPupil> {
    let pupil = reader.pupil;
    let upn = reader.must(&["UPN"], |cell| if clean::is_nothing(cell) { Ok(None) } else { Upn::parse(cell).map(Some) });
    let family_name = reader.must(&["Surname"], |cell| Ok(clean::text(cell)));
    let given_name = reader.must(&["Forename"], |cell| Ok(clean::text(cell)));
    let date_of_birth = reader.must(&["DOB"], |cell| match clean::date(cell)? {
        Some(born) if !AGES.contains(&age(born, day)) => {
            Err(format!("makes the child {} on {day}, and pupils are 2 to 19: check the year", age(born, day)))
        }
        born => Ok(born),
    });
    let sex = reader.must(&["Sex", "Gender"], |cell| match cell.to_ascii_uppercase().as_str() {
        "F" => Ok(Some(Sex::Female)),
        "M" => Ok(Some(Sex::Male)),
        "" => Ok(None),
        _ => Err("sex is F or M: write one of them".to_owned()),
    });
    let uln = pupil.child("UniqueLearnerNumber").or_else(|| pupil.child("ULN"));
    let uln = reader.may(uln, uln_of);
    if let Some(upn) = upn.as_ref().filter(|upn| !upn.has_known_authority()) {
        let words =
            format!("no local authority has the code {}, which digits 2 to 4 give: check the UPN", &upn.as_str()[1..4]);
        reader
            .warnings
            .push(pupil.child("UPN").map_or_else(|| Fault::at(pupil.line, &*words), |cell| Fault::of(cell, &*words)));
    }

    let none = Element::default();
    let basic = pupil.child("BasicDetails").unwrap_or(&none);
    let mut former_upns = Vec::new();
    for former in basic.all("FormerUPN").chain(pupil.all("FormerUPN")) {
        let read = |cell: &str| Upn::parse(cell).map(Some);
        former_upns.extend(reader.may(Some(former), read).filter(|found| Some(found) != upn.as_ref()));
    }
    let languages = basic.child("Languages");
    let first = languages.and_then(|list| list.all("Type").find(|kind| is_first(kind)));
    languages.into_iter().for_each(Element::see_all);
    let (expected, year) = (date_of_birth.map(|born| year_by_age(born, day)), basic.child("NCyearActual"));
    let nc_year = reader.may(year, nc_year);
    if let (Some(found), Some(expected), Some(element)) = (nc_year, expected, year)
        && (found - expected).abs() > 1
    {
        reader.warnings.push(Fault::of(
            element,
            format!("by age the child would be in year {expected}: check NCyearActual and DOB"),
        ));
    }
    let status = reader.may(basic.child("EnrolStatus"), status).unwrap_or(EnrolmentStatus::Current);
    let known = ["EthnicitySource", "PreferredSurname", "FormerSurname", "MiddleNames", "MedicalDetails"];
    known.iter().flat_map(|name| basic.child(name)).for_each(Element::see_all);
    let meals = history::meals(reader);
    let (sen, needs) = history::sen(reader);
    Some(CtfPupil {
        line: pupil.line,
        preferred_name: reader
            .may(basic.child("PreferredForename"), |cell| Ok(clean::text(cell)))
            .filter(|name| Some(name) != given_name.as_ref()),
        ethnicity: reader
            .may(basic.child("Ethnicity"), |cell| letters(cell, 4, "an ethnicity code has four letters, like WBRI")),
        first_language: reader.may(first.and_then(|kind| kind.child("Language")), |cell| {
            letters(cell, 3, "a language code has three letters, like ENG")
        }),
        medical_flag: reader.may(basic.child("MedicalFlag"), yes_or_no),
        entry_date: entry(reader, &header.destination),
        address: pupil.child("Address").map(|found| address(reader, found)),
        in_care: care(reader),
        contacts: history::contacts(reader),
        upn: upn?,
        former_upns,
        uln,
        given_name: given_name?,
        family_name: family_name?,
        date_of_birth: date_of_birth?,
        sex: sex?,
        nc_year,
        status,
        meals,
        sen,
        needs,
    })
}

fn is_first(kind: &Element) -> bool {
    kind.child("LanguageType").is_none_or(|found| found.text.eq_ignore_ascii_case("F"))
}

/// The first day at the receiving school, if the school history lists that school already.
fn entry(reader: &mut PupilReader<'_>, destination: &Place) -> Option<NaiveDate> {
    let history = reader.pupil.child("SchoolHistory")?;
    history.see_all();
    let here = history
        .all("School")
        .filter(|school| destination.estab_no.is_some() && Place::of(Some(school)) == *destination);
    let last = here.last()?;
    reader.may(last.child("EntryDate"), clean::date)
}

fn care(reader: &mut PupilReader<'_>) -> Option<String> {
    let looked_after = reader.pupil.child("LookedAfter")?;
    looked_after.see_all();
    let in_care = reader.may(looked_after.child("InCare"), yes_or_no)?;
    let authority = looked_after.child("CareAuthority").and_then(|found| clean::text(&found.text));
    in_care.then(|| authority.unwrap_or_default())
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
        Err("a ULN has ten digits, and the last one is a check digit that does not fit here: check the number"
            .to_owned())
    }
}

fn nc_year(cell: &str) -> clean::Cleaned<i32> {
    match cell.to_ascii_uppercase().as_str() {
        "E1" | "N1" => Ok(Some(-2)),
        "E2" | "N2" => Ok(Some(-1)),
        "R" => Ok(Some(0)),
        // A mixed class: the year group follows from the age.
        "X" => Ok(None),
        number => match number.parse() {
            Ok(year @ 1..=14) => Ok(Some(year)),
            _ => Err("NCyearActual is N1, N2, R or 1 to 14; the year group of the child's age is used".to_owned()),
        },
    }
}

fn status(cell: &str) -> clean::Cleaned<EnrolmentStatus> {
    match cell.to_ascii_uppercase().as_str() {
        "C" => Ok(Some(EnrolmentStatus::Current)),
        "M" => Ok(Some(EnrolmentStatus::Main)),
        "S" => Ok(Some(EnrolmentStatus::Subsidiary)),
        "G" | "F" | "O" => Ok(Some(EnrolmentStatus::Guest)),
        // Previous: the status at the school that the child leaves.
        "P" => Ok(None),
        _ => Err("EnrolStatus is C, M, S or G; C is used".to_owned()),
    }
}

fn age(born: NaiveDate, day: NaiveDate) -> i32 {
    let before = (day.month(), day.day()) < (born.month(), born.day());
    day.year() - born.year() - i32::from(before)
}
