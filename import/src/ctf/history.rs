//! The parts of a pupil that come in lists: free meals, special needs, contacts.

use chrono::{Days, NaiveDate};
use entity::codes::SenProvision;

use super::notes::Fault;
use super::pupil::{Address, Cells, address, yes_or_no};
use super::xml::Element;
use crate::clean;
use domain::pupils::period::overlap;
use domain::pupils::support::sen_need::TYPES;

/// A spell of free school meals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meals {
    /// Line in the file.
    pub line: u64,
    /// First day.
    pub starts_on: NaiveDate,
    /// First day it no longer holds.
    pub ends_on: Option<NaiveDate>,
}

/// A spell of special educational provision, which lasts to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SenSpell {
    /// Line in the file.
    pub line: u64,
    /// First day.
    pub starts_on: NaiveDate,
    /// First day it no longer holds.
    pub ends_on: Option<NaiveDate>,
    /// What is provided.
    pub provision: SenProvision,
}

/// A need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SenNeed {
    /// 1 is the primary one.
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
    /// What the person is to the child, in words.
    pub relationship: String,
    /// Whether the person has parental responsibility.
    pub parental_responsibility: bool,
    /// Order of calling, 1 first.
    pub priority: i32,
    /// First telephone number.
    pub phone: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Home address, where it is told.
    pub address: Option<Address>,
}

/// Spells of free meals.
pub fn meals(cells: &mut Cells<'_>) -> Vec<Meals> {
    let Some(history) = cells.pupil.child("FSMhistory") else { return Vec::new() };
    history.child("FSMreviewDate");
    let mut spells: Vec<Meals> = Vec::new();
    for instance in history.all("FSMinstance") {
        instance.child("UKcountry");
        let Some(starts_on) = cells.may(instance.child("FSMstartDate"), clean::date) else {
            cells.warnings.push(Fault::at(instance.line, "FSMinstance left out: it has no start date that reads"));
            continue;
        };
        // The file names the last day of meals, we the first without.
        let last = cells.may(instance.child("FSMendDate"), clean::date);
        let ends_on = last.and_then(|day| day.checked_add_days(Days::new(1)));
        let line = instance.line;
        if ends_on.is_some_and(|end| end <= starts_on) {
            cells.warnings.push(Fault::at(line, "FSMinstance left out: it ends before it begins"));
        } else if spells.iter().any(|spell| overlap((spell.starts_on, spell.ends_on), (starts_on, ends_on))) {
            cells.warnings.push(Fault::at(line, "FSMinstance left out: it overlaps another of the file"));
        } else {
            spells.push(Meals { line, starts_on, ends_on });
        }
    }
    spells.sort_by_key(|spell| spell.starts_on);
    spells
}

/// Spells of provision, oldest first, each ended by the next; and the needs of now.
pub fn sen(cells: &mut Cells<'_>) -> (Vec<SenSpell>, Vec<SenNeed>) {
    let Some(history) = cells.pupil.child("SENhistory") else { return (Vec::new(), Vec::new()) };
    let mut spells: Vec<SenSpell> = Vec::new();
    for found in history.all("SEN") {
        let starts_on = cells.may(found.child("StartDate"), clean::date);
        let last = cells.may(found.child("EndDate"), clean::date);
        let provision = cells.may(found.child("SENprovision"), |cell| match cell.to_ascii_uppercase().as_str() {
            // A, P and S are what K and E were called until 2014.
            "K" | "A" | "P" => Ok(Some(SenProvision::Support)),
            "E" | "S" => Ok(Some(SenProvision::Ehcp)),
            "N" => Ok(Some(SenProvision::None)),
            _ => Err("a provision is N, K or E".to_owned()),
        });
        let (Some(starts_on), Some(provision)) = (starts_on, provision) else {
            cells.warnings.push(Fault::at(found.line, "SEN left out: it needs a start date and a provision"));
            continue;
        };
        let ends_on = last.and_then(|day| day.checked_add_days(Days::new(1))).filter(|end| *end > starts_on);
        spells.push(SenSpell { line: found.line, starts_on, ends_on, provision });
    }
    spells.sort_by_key(|spell| spell.starts_on);
    spells.dedup_by_key(|spell| spell.starts_on);
    for at in 1..spells.len() {
        let next = spells[at].starts_on;
        let spell = &mut spells[at - 1];
        spell.ends_on = Some(spell.ends_on.map_or(next, |end| end.min(next)));
    }
    (spells, needs(cells, history))
}

fn needs(cells: &mut Cells<'_>, history: &Element) -> Vec<SenNeed> {
    let Some(list) = history.child("SENneeds") else { return Vec::new() };
    let mut needs: Vec<SenNeed> = Vec::new();
    for (place, found) in (1..).zip(list.all("SENneed")) {
        let rank = cells.may(found.child("SENtypeRank"), clean::whole).unwrap_or(place);
        let kind = cells.may(found.child("SENtype"), |cell| {
            let code = cell.to_ascii_uppercase();
            if TYPES.contains(&code.as_str()) {
                Ok(Some(code))
            } else {
                Err(format!("a need is one of {}", TYPES.join(", ")))
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

/// Parents and others, in the order of calling.
pub fn contacts(cells: &mut Cells<'_>) -> Vec<CtfContact> {
    let Some(list) = cells.pupil.child("Contacts") else { return Vec::new() };
    let mut contacts: Vec<CtfContact> = Vec::new();
    for (place, found) in (1..).zip(list.all("Contact")) {
        found.see_all();
        let text = |name: &str| found.child(name).and_then(|cell| clean::text(&cell.text));
        let (Some(family_name), Some(given_name)) = (text("Surname"), text("Forename")) else {
            cells.warnings.push(Fault::at(found.line, "Contact left out: it needs a surname and a forename"));
            continue;
        };
        let priority = cells.may(found.child("Order"), clean::whole).unwrap_or(place);
        let responsible = found.child("Responsibility").or_else(|| found.child("ParentalResponsibility"));
        let parental_responsibility = cells.may(responsible, yes_or_no).unwrap_or(false);
        let phones = found.child("Phones").unwrap_or(found);
        let phone = phones.child("Phone").or_else(|| phones.child("Telephone"));
        let phone = phone.and_then(|phone| clean::text(&phone.child("PhoneNo").unwrap_or(phone).text));
        contacts.push(CtfContact {
            title: text("Title"),
            given_name,
            family_name,
            relationship: relationship(found.child("Relationship").map_or("", |cell| cell.text.as_str())),
            parental_responsibility,
            priority,
            phone,
            email: text("Email").filter(|email| email.contains('@')),
            address: found.child("Address").map(|found| address(cells, found)),
        });
    }
    contacts.sort_by_key(|contact| contact.priority);
    contacts.iter_mut().zip(1..).for_each(|(contact, priority)| contact.priority = priority);
    contacts
}

/// The census code of a relationship in words; words stay as they are.
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
