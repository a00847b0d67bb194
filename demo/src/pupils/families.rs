//! Families: brothers and sisters share a family name, an address, an income and contacts.

use chrono::{Days, NaiveDate};
use entity::contact;
use uuid::Uuid;

use crate::builder::Builder;
use crate::draw::dice::Dice;
use crate::draw::names::HERITAGES;
use crate::draw::places::home;
use crate::people::adults::{Adult, Wanted, adult, heritage};
use crate::trust::calendar::changed_at;

/// A family with children at the trust's schools.
#[derive(Clone, Debug)]
pub struct Family {
    /// Index into [`HERITAGES`].
    pub heritage: usize,
    /// Family name of the children.
    pub name: &'static str,
    /// First line of the address.
    pub address: String,
    /// Postcode.
    pub postcode: String,
    /// Whether the address is restricted: it must not be disclosed.
    pub restricted: bool,
    /// Whether the income meets the criterion of free school meals.
    pub low_income: bool,
    /// Whether a parent serves in the armed forces.
    pub service: bool,
    /// Decile of deprivation (IDACI) of the address.
    pub decile: i32,
    /// Ethnicity code of the children.
    pub ethnicity: &'static str,
    /// First language of the home.
    pub language: &'static str,
    /// Religion of the home.
    pub religion: &'static str,
    contacts: Vec<Parent>,
    children: Vec<NaiveDate>,
}

#[derive(Clone, Debug)]
struct Parent {
    person_id: Uuid,
    relationship: &'static str,
    lives_with: bool,
    court_order: Option<&'static str>,
}

/// The families of each town that may get another child, and staff who may become parents.
#[derive(Debug)]
pub struct Families {
    by_town: Vec<Vec<Family>>,
    staff: Vec<Adult>,
}

impl Families {
    /// Begins without families; `staff` are people of the trust who may become parents.
    pub fn new(towns: usize, staff: Vec<Adult>) -> Self {
        Families { by_town: vec![Vec::new(); towns], staff }
    }

    /// The family of a child born on `born`: in up to three of ten cases one that has a child already.
    ///
    /// `decile` is the school's; that of the address is near it. `burden` raises the chance of a low income.
    pub fn of_child(
        &mut self,
        builder: &mut Builder<'_>,
        dice: &mut Dice,
        town: usize,
        born: NaiveDate,
        (decile, burden): (i32, i32),
    ) -> Family {
        let known = &mut self.by_town[town];
        if dice.chance(300) && !known.is_empty() {
            let place = dice.below(known.len());
            let family = &mut known[place];
            let born_apart = |other: &NaiveDate| (*other - born).num_days().abs() > 300;
            if family.children.len() < 4 && family.children.iter().all(born_apart) {
                family.children.push(born);
                return family.clone();
            }
        }
        let mut family = self.found(builder, dice, town, born, (decile, burden));
        family.children.push(born);
        let known = &mut self.by_town[town];
        // At most 400 families of a town are kept: new ones replace old ones.
        match known.len() {
            ..400 => known.push(family.clone()),
            _ => known[dice.below(400)] = family.clone(),
        }
        family
    }

    fn found(
        &mut self,
        builder: &mut Builder<'_>,
        dice: &mut Dice,
        town: usize,
        born: NaiveDate,
        (decile, burden): (i32, i32),
    ) -> Family {
        let (address, postcode) = home(dice, town);
        let colleague = if dice.chance(18) { self.staff.pop() } else { None };
        let (heritage, name) = match &colleague {
            Some(parent) => (parent.heritage, parent.family),
            None => {
                let heritage = heritage(dice);
                (heritage, dice.pick(HERITAGES[heritage].family))
            }
        };
        let origin = &HERITAGES[heritage];
        let decile = (decile + dice.normal() / 800).clamp(1, 10);
        let low_income = 360 - 32 * (decile - 1) + burden;
        let mut family = Family {
            heritage,
            name,
            address,
            postcode,
            restricted: dice.chance(5),
            low_income: colleague.is_none() && dice.chance(low_income),
            service: dice.chance(12),
            decile,
            ethnicity: dice.weighted(origin.ethnicity),
            language: dice.weighted(origin.language),
            religion: dice.weighted(origin.religion),
            contacts: Vec::new(),
            children: Vec::new(),
        };
        let first = colleague.unwrap_or_else(|| parent(builder, dice, &family, town, born, true, true));
        family.contacts.push(Parent {
            person_id: first.id,
            relationship: if first.female { "Mother" } else { "Father" },
            lives_with: true,
            court_order: None,
        });
        if dice.chance(520) {
            let together = dice.chance(750);
            let second = parent(builder, dice, &family, town, born, !first.female, together);
            let barred = !together && dice.chance(60);
            let order = dice.pick(&[
                "Child arrangements order: supervised contact only",
                "Prohibited steps order: not to collect from school",
                "Non-molestation order",
            ]);
            family.contacts.push(Parent {
                person_id: second.id,
                relationship: if second.female { "Mother" } else { "Father" },
                lives_with: together,
                court_order: barred.then_some(order),
            });
        }
        family
    }
}

fn parent(
    builder: &mut Builder<'_>,
    dice: &mut Dice,
    family: &Family,
    town: usize,
    child_born: NaiveDate,
    female: bool,
    at_home: bool,
) -> Adult {
    let born = child_born - Days::new(365 * dice.between(20, 40) as u64 + dice.below(365) as u64);
    let relative = if dice.chance(850) {
        (family.heritage, family.name)
    } else {
        (family.heritage, dice.pick(HERITAGES[family.heritage].family))
    };
    let address = at_home.then(|| (family.address.clone(), family.postcode.clone()));
    adult(builder, dice, Wanted { female, born, town, relative: Some(relative), address, staff: false })
}

/// Adds the contacts of a child, in order of priority.
pub fn write_contacts(builder: &mut Builder<'_>, family: &Family, pupil_id: Uuid, school_id: Option<Uuid>) {
    for (priority, parent) in (1..).zip(&family.contacts) {
        builder.batch.contact.push(contact::Model {
            id: builder.ids.next("contact"),
            trust_id: builder.trust_id,
            pupil_id,
            school_id,
            person_id: parent.person_id,
            relationship: parent.relationship.to_owned(),
            parental_responsibility: parent.court_order != Some("Non-molestation order"),
            priority,
            lives_with: parent.lives_with,
            court_order: parent.court_order.map(str::to_owned),
            updated_at: changed_at(pupil_id, None),
        });
    }
}
