//! The parts of a pupil that are lists: free school meals, special educational needs, contacts.

use chrono::NaiveDate;
use entity::codes::SenProvision;
use graph::Period;

use super::address::{Address, address};
use super::notes::Fault;
use super::pupil_reader::{PupilReader, yes_or_no};
use super::xml::Element;
use crate::clean;
use domain::pupils::support::sen_need::TYPES;

/// A spell of free school meals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meals {
    /// Line in the file.
    pub line: u64,
    /// First day.
    pub starts_on: NaiveDate,
    /// Last day.
    pub ends_on: Option<NaiveDate>,
}

/// A spell of special educational provision; the next spell ends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SenSpell {
    /// Line in the file.
    pub line: u64,
    /// First day.
    pub starts_on: NaiveDate,
    /// Last day.
    pub ends_on: Option<NaiveDate>,
    /// The provision; `SenProvision::None` for a time without one.
    pub provision: SenProvision,
}

/// A special educational need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SenNeed {
    /// 1 is the primary need.
    pub rank: i32,
    /// Code of the census list.
    pub kind: String,
}

/// A parent, carer or other contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CtfContact {
    /// Form of address.
    pub title: Option<String>,
    /// Given names.
    pub given_name: String,
    /// Surname.
    pub family_name: String,
    /// Relationship to the child, in words.
    pub relationship: String,
    /// Whether the person has parental responsibility.
    pub parental_responsibility: bool,
    /// Order in which contacts are called, 1 first.
    pub priority: i32,
    /// First telephone number.
    pub phone: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Home address, if the file has one.
    pub address: Option<Address>,
}

/// Reads the spells of free school meals.
pub fn meals(reader: &mut PupilReader<'_>) -> Vec<Meals> {
    let Some(history) = reader.pupil.child("FSMhistory") else { return Vec::new() };
    history.child("FSMreviewDate");
    let mut spells: Vec<Meals> = Vec::new();
    for instance in history.all("FSMinstance") {
        instance.child("UKcountry");
        let Some(starts_on) = reader.may(instance.child("FSMstartDate"), clean::date) else {
            reader.warnings.push(Fault::at(
                instance.line,
                "this FSMinstance is not imported: it has no FSMstartDate that can be read",
            ));
            continue;
        };
        let ends_on = reader.may(instance.child("FSMendDate"), clean::date);
        let (line, period) = (instance.line, Period::new(starts_on, ends_on));
        if period.is_empty() {
            reader.warnings.push(Fault::at(line, "this FSMinstance is not imported: it ends before it begins"));
        } else if spells.iter().any(|spell| Period::new(spell.starts_on, spell.ends_on).overlaps(period)) {
            reader
                .warnings
                .push(Fault::at(line, "this FSMinstance is not imported: it overlaps another one of the same pupil"));
        } else {
            spells.push(Meals { line, starts_on, ends_on });
        }
    }
    spells.sort_by_key(|spell| spell.starts_on);
    spells
}

/// Reads the spells of provision, oldest first, each ended by the next, and the current needs.
pub fn sen(reader: &mut PupilReader<'_>) -> (Vec<SenSpell>, Vec<SenNeed>) {
    let Some(history) = reader.pupil.child("SENhistory") else { return (Vec::new(), Vec::new()) };
    let mut spells: Vec<SenSpell> = Vec::new();
    for found in history.all("SEN") {
        let starts_on = reader.may(found.child("StartDate"), clean::date);
        let last = reader.may(found.child("EndDate"), clean::date);
        let provision = reader.may(found.child("SENprovision"), |cell| match cell.to_ascii_uppercase().as_str() {
            // Until 2014 K was called A or P, and E was called S.
            "K" | "A" | "P" => Ok(Some(SenProvision::Support)),
            "E" | "S" => Ok(Some(SenProvision::Ehcp)),
            "N" => Ok(Some(SenProvision::None)),
            _ => Err("SENprovision is N, K or E".to_owned()),
        });
        let (Some(starts_on), Some(provision)) = (starts_on, provision) else {
            reader
                .warnings
                .push(Fault::at(found.line, "this SEN is not imported: it needs a StartDate and a SENprovision"));
            continue;
        };
        let ends_on = last.filter(|last| *last >= starts_on);
        spells.push(SenSpell { line: found.line, starts_on, ends_on, provision });
    }
    spells.sort_by_key(|spell| spell.starts_on);
    spells.dedup_by_key(|spell| spell.starts_on);
    for at in 1..spells.len() {
        let next = spells[at].starts_on;
        let spell = &mut spells[at - 1];
        spell.ends_on = Period::new(spell.starts_on, spell.ends_on).before(next).last;
    }
    (spells, needs(reader, history))
}

fn needs(reader: &mut PupilReader<'_>, history: &Element) -> Vec<SenNeed> {
    let Some(list) = history.child("SENneeds") else { return Vec::new() };
    let mut needs: Vec<SenNeed> = Vec::new();
    for (place, found) in (1..).zip(list.all("SENneed")) {
        let rank = reader.may(found.child("SENtypeRank"), clean::whole).unwrap_or(place);
        let kind = reader.may(found.child("SENtype"), |cell| {
            let code = cell.to_ascii_uppercase();
            if TYPES.contains(&code.as_str()) {
                Ok(Some(code))
            } else {
                Err(format!("SENtype is one of {}", TYPES.join(", ")))
            }
        });
        if let Some(kind) = kind.filter(|kind| needs.iter().all(|need| need.kind != *kind)) {
            needs.push(SenNeed { rank, kind });
        }
    }
    needs.sort_by_key(|need| need.rank);
    needs.iter_mut().zip(1..).for_each(|(need, rank)| need.rank = rank);
    needs
}

/// Reads parents and other contacts, in the order in which they are called.
pub fn contacts(reader: &mut PupilReader<'_>) -> Vec<CtfContact> {
    let Some(list) = reader.pupil.child("Contacts") else { return Vec::new() };
    let mut contacts: Vec<CtfContact> = Vec::new();
    for (place, found) in (1..).zip(list.all("Contact")) {
        found.see_all();
        let text = |name: &str| found.child(name).and_then(|cell| clean::text(&cell.text));
        let (Some(family_name), Some(given_name)) = (text("Surname"), text("Forename")) else {
            reader
                .warnings
                .push(Fault::at(found.line, "this Contact is not imported: it needs a Surname and a Forename"));
            continue;
        };
        let priority = reader.may(found.child("Order"), clean::whole).unwrap_or(place);
        let responsible = found.child("Responsibility").or_else(|| found.child("ParentalResponsibility"));
        let parental_responsibility = reader.may(responsible, yes_or_no).unwrap_or(false);
        let phones = found.child("Phones").unwrap_or(found);
        let phone = phones.child("Phone").or_else(|| phones.child("Telephone"));
        let phone = reader.may(phone.map(|phone| phone.child("PhoneNo").unwrap_or(phone)), clean::telephone);
        contacts.push(CtfContact {
            title: text("Title"),
            given_name,
            family_name,
            relationship: relationship(found.child("Relationship").map_or("", |cell| cell.text.as_str())),
            parental_responsibility,
            priority,
            phone,
            email: reader.may(found.child("Email"), clean::email),
            address: found.child("Address").map(|found| address(reader, found)),
        });
    }
    contacts.sort_by_key(|contact| contact.priority);
    contacts.iter_mut().zip(1..).for_each(|(contact, priority)| contact.priority = priority);
    contacts
}

/// The words for a relationship code; a text that is not a code is kept.
fn relationship(code: &str) -> String {
    let words = match code.trim().to_ascii_uppercase().as_str() {
        "PAM" | "MOT" => "Mother",
        "PAF" | "FAT" => "Father",
        "STP" => "Step-parent",
        "FAM" | "REL" | "OFM" => "Relative",
        "FOP" | "FOM" | "FOF" => "Foster parent",
        "CAR" => "Carer",
        "CHM" => "Childminder",
        "DOC" => "Doctor",
        "SWR" => "Social worker",
        "REF" => "Religious contact",
        "HTC" => "Head teacher",
        "AGN" => "Agency",
        "" | "OTH" => "Other contact",
        _ => return clean::text(code).unwrap_or_else(|| "Other contact".to_owned()),
    };
    words.to_owned()
}
