//! Rows of a pupil: the pupil, enrolments, class memberships, contacts.

use chrono::Datelike;
use entity::codes::{EnrolmentStatus, Sex};
use entity::{class_membership, enrolment, pupil};

use crate::builder::Builder;
use crate::draw::dice::Dice;
use crate::draw::identifiers::{permanent_upn, temporary_upn, uln};
use crate::draw::places::{LA_CODE, TOWNS};
use crate::people::adults::{given_name, name_fold, preferred};
use crate::pupils::child::{Child, Provision, Spell, leaving_date};
use crate::pupils::families::{Family, write_contacts};
use crate::pupils::flags::Reasons;
use crate::pupils::rolls::Rolls;
use crate::trust::calendar::{LAST_YEAR_START, YEAR_START, changed_at, day, last_day};
use crate::trust::schools::Kind;

/// Adds a pupil with enrolments, class memberships and contacts. A few pupils are registered at two schools.
pub fn write_pupil(
    builder: &mut Builder<'_>,
    dice: &mut Dice,
    rolls: &mut Rolls<'_>,
    child: &Child,
    family: &Family,
    reasons: Reasons,
) {
    let current = child.spells.iter().find(|spell| spell.to.is_none()).map(|spell| spell.school);
    let school_id = current.map(|school| rolls.schools[school].id);
    let given = given_name(dice, family.heritage, child.female);
    let preferred = preferred(dice, given);
    // The UPN was allocated by the first school of the child, here or outside the trust.
    let first = child.spells[0];
    let here = rolls.schools[first.school].kind != Kind::Secondary && first.from.year() == 2025 - child.nc_year;
    let estab = if here { rolls.schools[first.school].estab.clone() } else { (3000 + dice.below(300)).to_string() };
    let allocated = 2025 - child.nc_year;
    let temporary = dice.chance(5);
    let (upn, former) = if temporary {
        let serial = rolls.serial("temporary", 0);
        (temporary_upn(LA_CODE, &rolls.schools[first.school].estab, 2025, serial), None)
    } else {
        let serial = rolls.serial(&estab, allocated);
        let former = dice.chance(8).then(|| temporary_upn(LA_CODE, &estab, allocated, serial));
        (permanent_upn(LA_CODE, &estab, allocated, serial), former)
    };
    let condition = dice.chance(45).then(|| {
        dice.weighted(&[
            ("Asthma", 55),
            ("Food allergy, carries an adrenaline pen", 20),
            ("Epilepsy", 9),
            ("Type 1 diabetes", 10),
            ("Eczema", 6),
        ])
    });
    let first_language = if dice.chance(4) { "NOT" } else { family.language };
    let last = child.spells.last().unwrap_or(&first);
    let last_day = leaving_date(last).unwrap_or(YEAR_START);
    builder.batch.pupil.push(pupil::Model {
        row_version: 1,
        id: child.id,
        trust_id: builder.trust_id,
        school_id,
        upn: Some(upn),
        former_upns: former,
        uln: if child.nc_year >= 10 { uln(200_000_000 + rolls.serial("learner", 0) as u32) } else { None },
        given_name: given.to_owned(),
        family_name: family.name.to_owned(),
        preferred_name: preferred.map(str::to_owned),
        name_fold: name_fold(given, family.name, preferred),
        family_fold: entity::fold(family.name),
        given_fold: entity::fold(given),
        date_of_birth: child.born,
        sex: if child.female { Sex::Female } else { Sex::Male },
        nc_year: Some(child.nc_year_on(last_day)),
        registration_group: current.and_then(|school| rolls.form(child, school, false)).map(|class| class.name.clone()),
        address_line1: Some(family.address.clone()),
        town: TOWNS.iter().find(|town| family.postcode.starts_with(town.1)).map(|town| town.0.to_owned()),
        postcode: Some(family.postcode.clone()),
        address_restricted: family.restricted || (reasons.looked_after && dice.chance(250)),
        photo_consent: !reasons.looked_after && dice.chance(880),
        medical_flag: condition.is_some(),
        medical_conditions: condition.map(str::to_owned),
        ethnicity: Some(family.ethnicity.to_owned()),
        religion: Some(family.religion.to_owned()),
        first_language: Some(first_language.to_owned()),
        eal: (first_language != "NOT").then_some(!matches!(first_language, "ENG" | "ENB")),
        deprivation_decile: Some(family.decile),
        source_system: Some(rolls.schools[last.school].information_system().to_owned()),
        source_key: None,
        imported_at: None,
        updated_at: changed_at(child.id, None),
    });
    let special = rolls.schools.iter().position(|school| school.kind == Kind::Special);
    let second = special.filter(|special| {
        current.is_some_and(|current| current != *special) && child.provision != Provision::None && dice.chance(20)
    });
    for spell in &child.spells {
        let status =
            if second.is_some() && spell.to.is_none() { EnrolmentStatus::Main } else { EnrolmentStatus::Current };
        enrol(builder, dice, rolls, child, spell, status);
        join_classes(builder, rolls, child, spell);
    }
    if let Some(special) = second {
        let from = dice.day(first.from.max(day(2025, 9, 8)), day(2026, 2, 2).max(first.from));
        enrol(builder, dice, rolls, child, &Spell { school: special, from, to: None }, EnrolmentStatus::Subsidiary);
    }
    write_contacts(builder, family, child.id, school_id);
}

/// Adds an enrolment for a spell at a school.
fn enrol(
    builder: &mut Builder<'_>,
    dice: &mut Dice,
    rolls: &mut Rolls<'_>,
    child: &Child,
    spell: &Spell,
    status: EnrolmentStatus,
) {
    let last_day = leaving_date(spell);
    let last_year = last_day.is_some_and(|last_day| last_day < YEAR_START);
    let stays = child.spells.last().is_some_and(|last| last.to.is_none() || last.school != spell.school);
    let destination = if stays {
        "Another school of the trust"
    } else {
        dice.pick(&[
            "School in another area",
            "School in the area, outside the trust",
            "Abroad",
            "Elective home education",
        ])
    };
    let grounds = if destination == "Elective home education" {
        "Educated otherwise than at school"
    } else {
        "Registered at another school"
    };
    let registration_group = if status == EnrolmentStatus::Subsidiary {
        None
    } else {
        rolls.form(child, spell.school, last_year).map(|class| class.name.clone())
    };
    let id = builder.ids.next("enrolment");
    builder.batch.enrolment.push(enrolment::Model {
        row_version: 1,
        id,
        trust_id: builder.trust_id,
        pupil_id: child.id,
        school_id: rolls.schools[spell.school].id,
        admission_no: Some(format!("{:06}", rolls.serial("admission", spell.school as i32))),
        entry_date: spell.from,
        leaving_date: last_day,
        status,
        nc_year: child.nc_year_on(last_day.unwrap_or(YEAR_START)),
        registration_group,
        boarder: false,
        part_time: child.nc_year == 0 && spell.to.is_none() && dice.chance(30),
        leaving_destination: last_day.map(|_| destination.to_owned()),
        grounds_for_removal: last_day.map(|_| grounds.to_owned()),
        source_system: Some(rolls.schools[spell.school].information_system().to_owned()),
        source_key: None,
        imported_at: None,
        updated_at: changed_at(id, last_day.or(Some(spell.from))),
    });
}

/// Adds the class memberships of a spell: registration class and sets, this year and last.
fn join_classes(builder: &mut Builder<'_>, rolls: &Rolls<'_>, child: &Child, spell: &Spell) {
    for (last_year, from, to) in [(true, LAST_YEAR_START, Some(YEAR_START)), (false, YEAR_START, None)] {
        let Some((starts_on, ends_on)) = spell.within(from, to) else {
            continue;
        };
        let nc_year = child.nc_year - i32::from(last_year);
        let sets = (0..3).filter_map(|subject| {
            let sets = rolls.classes[spell.school].sets(last_year, nc_year, subject);
            (!sets.is_empty()).then(|| &sets[child.sets[subject].min(sets.len() - 1)])
        });
        for class in rolls.form(child, spell.school, last_year).into_iter().chain(sets) {
            builder.batch.class_membership.push(class_membership::Model {
                id: builder.ids.next("class_membership"),
                trust_id: builder.trust_id,
                pupil_id: child.id,
                class_id: class.id,
                school_id: rolls.schools[spell.school].id,
                starts_on,
                ends_on: last_day(ends_on),
                updated_at: changed_at(child.id, Some(starts_on)),
            });
        }
    }
}
