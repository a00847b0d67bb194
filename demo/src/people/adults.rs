//! Adults: staff, parents and governors. Each person has one row, even with several roles.

use chrono::{Datelike, NaiveDate};
use entity::codes::Sex;
use entity::person;
use uuid::Uuid;

use crate::builder::Builder;
use crate::draw::dice::Dice;
use crate::draw::identifiers::ni_number;
use crate::draw::names::{HERITAGES, SHORT_FORMS};
use crate::draw::places::{TOWNS, home, phone};
use crate::trust::calendar::changed_at;

/// What is decided before a person is made.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// Whether the person is female.
    pub female: bool,
    /// Date of birth.
    pub born: NaiveDate,
    /// Index into `TOWNS`.
    pub town: usize,
    /// Heritage and family name, if they are those of a relative.
    pub relative: Option<(usize, &'static str)>,
    /// Address shared with a relative: first line and postcode.
    pub address: Option<(String, String)>,
    /// Whether the person works for the trust: then there is a work e-mail address, and monitoring data of HR.
    pub staff: bool,
}

/// What the other parts of the demo need to know about a person.
#[derive(Clone, Debug)]
pub struct Adult {
    /// Id of the row.
    pub id: Uuid,
    /// Given name.
    pub given: &'static str,
    /// Family name.
    pub family: &'static str,
    /// Index into `HERITAGES`, for the names of children.
    pub heritage: usize,
    /// Whether the person is female.
    pub female: bool,
    /// Date of birth.
    pub born: NaiveDate,
    /// Work e-mail.
    pub email: Option<String>,
    /// The folded names, as in the row.
    pub name_fold: String,
    /// The folded family name.
    pub family_fold: String,
}

/// A heritage, drawn by weight.
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

/// The short form that a person uses: in 350 of a thousand cases, if the name has one.
pub fn preferred(dice: &mut Dice, given: &str) -> Option<&'static str> {
    let usual = dice.chance(350);
    SHORT_FORMS.iter().find(|(long, _)| usual && *long == given).map(|(_, short)| *short)
}

/// The folded name by which a search finds a person: given, family and preferred name.
pub fn name_fold(given: &str, family: &str, preferred: Option<&str>) -> String {
    entity::fold(&[given, family, preferred.unwrap_or_default()].join(" "))
}

/// Adds a person.
pub fn adult(builder: &mut Builder<'_>, dice: &mut Dice, wanted: Wanted) -> Adult {
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
        id: builder.ids.next("person"),
        given,
        family,
        heritage,
        female: wanted.female,
        born: wanted.born,
        email: wanted.staff.then(|| builder.work_email(given, family)),
        name_fold: name_fold(given, family, preferred),
        family_fold: entity::fold(family),
    };
    let monitored = |value: &'static str| wanted.staff.then(|| value.to_owned());
    builder.batch.person.push(person::Model {
        row_version: 1,
        id: adult.id,
        trust_id: builder.trust_id,
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
