//! Adults: staff, parents and governors are all rows of one table, each there once.

use chrono::{Datelike, NaiveDate};
use entity::codes::Sex;
use entity::person;
use uuid::Uuid;

use crate::calendar::changed_at;
use crate::dice::Dice;
use crate::identifiers::ni_number;
use crate::maker::Maker;
use crate::names::{HERITAGES, SHORT_FORMS};
use crate::places::{TOWNS, home, phone};

/// What is known before a person is made.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// Sex.
    pub female: bool,
    /// Birthday.
    pub born: NaiveDate,
    /// Index of the town.
    pub town: usize,
    /// Heritage and family name, where a relative decides them.
    pub relative: Option<(usize, &'static str)>,
    /// Address shared with a relative: first line and postcode.
    pub address: Option<(String, String)>,
    /// Works for the trust: has a work address, and HR's monitoring fields.
    pub staff: bool,
}

/// A person as others refer to them.
#[derive(Clone, Debug)]
pub struct Adult {
    /// The row.
    pub id: Uuid,
    /// Given name.
    pub given: &'static str,
    /// Family name.
    pub family: &'static str,
    /// Heritage, for children.
    pub heritage: usize,
    /// Sex.
    pub female: bool,
    /// Birthday.
    pub born: NaiveDate,
    /// Work e-mail.
    pub email: Option<String>,
    /// Folded names, as the row has them.
    pub name_fold: String,
    /// Folded family name.
    pub family_fold: String,
}

/// A heritage by weight.
pub fn heritage(dice: &mut Dice) -> usize {
    let mut left = dice.below(1000);
    for (index, heritage) in HERITAGES.iter().enumerate() {
        if left < heritage.weight {
            return index;
        }
        left -= heritage.weight;
    }
    0
}

/// A given name of a heritage and sex.
pub fn given_name(dice: &mut Dice, heritage: usize, female: bool) -> &'static str {
    let heritage = &HERITAGES[heritage];
    dice.pick(if female { heritage.female } else { heritage.male })
}

/// The short form somebody goes by, where the name has one and chance wills.
pub fn preferred(dice: &mut Dice, given: &str) -> Option<&'static str> {
    let usual = dice.chance(350);
    SHORT_FORMS.iter().find(|(long, _)| usual && *long == given).map(|(_, short)| *short)
}

/// The folded name under which somebody is found: given, family and preferred name.
pub fn name_fold(given: &str, family: &str, preferred: Option<&str>) -> String {
    entity::fold(&[given, family, preferred.unwrap_or_default()].join(" "))
}

/// Adds a person.
pub fn adult(maker: &mut Maker<'_>, dice: &mut Dice, wanted: Wanted) -> Adult {
    let (heritage, family) = wanted.relative.unwrap_or_else(|| {
        let heritage = heritage(dice);
        (heritage, dice.pick(HERITAGES[heritage].family))
    });
    let given = given_name(dice, heritage, wanted.female);
    let preferred = preferred(dice, given);
    let (line, postcode) = wanted.address.unwrap_or_else(|| home(dice, wanted.town));
    let title = if wanted.female {
        dice.weighted(&[("Mrs", 45), ("Ms", 25), ("Miss", 27), ("Dr", 3)])
    } else {
        dice.weighted(&[("Mr", 96), ("Dr", 4)])
    };
    let origin = &HERITAGES[heritage];
    let former = (wanted.staff && wanted.female && dice.chance(60))
        .then(|| dice.pick(origin.family))
        .filter(|former| *former != family);
    let adult = Adult {
        id: maker.ids.next("person"),
        given,
        family,
        heritage,
        female: wanted.female,
        born: wanted.born,
        email: wanted.staff.then(|| maker.work_email(given, family)),
        name_fold: name_fold(given, family, preferred),
        family_fold: entity::fold(family),
    };
    let monitored = |value: &'static str| wanted.staff.then(|| value.to_owned());
    maker.batch.person.push(person::Model {
        row_version: 1,
        id: adult.id,
        trust_id: maker.trust_id,
        title: Some(title.to_owned()),
        given_name: given.to_owned(),
        family_name: family.to_owned(),
        preferred_name: preferred.map(str::to_owned),
        former_names: former.map(str::to_owned),
        name_fold: adult.name_fold.clone(),
        family_fold: adult.family_fold.clone(),
        date_of_birth: Some(wanted.born),
        sex: Some(if wanted.female { Sex::Female } else { Sex::Male }),
        address_line1: Some(line),
        town: Some(TOWNS[wanted.town].0.to_owned()),
        postcode: Some(postcode),
        phone: Some(phone(dice)),
        email_work: adult.email.clone(),
        email_personal: Some(format!("{}{}@mail.example", adult.name_fold.replace(' ', "."), wanted.born.year() % 100)),
        ni_number: wanted.staff.then(|| ni_number(dice.below(1_000_000) as u32, dice.below(4))),
        ethnicity: monitored(dice.weighted(origin.ethnicity)),
        religion: monitored(dice.weighted(origin.religion)),
        sexual_orientation: monitored(dice.weighted(&[
            ("Heterosexual", 82),
            ("Gay or lesbian", 4),
            ("Bisexual", 3),
            ("Prefer not to say", 11),
        ])),
        disability: monitored(dice.weighted(&[("None declared", 90), ("Declared", 7), ("Prefer not to say", 3)])),
        nationality: monitored(dice.weighted(&[("British", 94), ("Irish", 2), ("Polish", 2), ("Indian", 2)])),
        updated_at: changed_at(adult.id, None),
    });
    adult
}
