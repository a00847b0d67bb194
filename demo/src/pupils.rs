//! Pupils, school by school and year group by year group: who they are and what they can do.
//!
//! Their rows, and where they were when, are other files.

use std::collections::HashMap;

use chrono::Days;

use crate::calendar::day;
use crate::child::{Child, Provision};
use crate::classes::{Class, Classes};
use crate::dice::Dice;
use crate::families::{Families, Family};
use crate::flags::{self, Reasons};
use crate::maker::Maker;
use crate::movements::spells;
use crate::places::TOWNS;
use crate::pupil_rows::write_pupil;
use crate::schools::{Cohort, Kind, School};
use crate::sen;

/// What is carried from school to school while pupils are made.
#[derive(Debug)]
pub struct Rolls<'a> {
    /// The schools of the trust.
    pub schools: &'a [School],
    /// Their classes, in the same order.
    pub classes: &'a [Classes],
    /// The families so far.
    pub families: Families,
    /// Serial numbers of UPNs by establishment and year, and of admissions by school.
    serials: HashMap<(String, i32), usize>,
}

impl<'a> Rolls<'a> {
    /// Rolls without pupils.
    pub fn new(schools: &'a [School], classes: &'a [Classes], families: Families) -> Self {
        Rolls { schools, classes, families, serials: HashMap::new() }
    }

    /// The next serial number of its kind in a year.
    pub fn serial(&mut self, of: &str, year: i32) -> usize {
        let serial = self.serials.entry((of.to_owned(), year)).or_default();
        *serial += 1;
        *serial
    }

    /// The registration class of a child in a school, if that school had classes then.
    pub fn form(&self, child: &Child, school: usize, last_year: bool) -> Option<&Class> {
        let nc_year = child.nc_year - i32::from(last_year);
        let forms = self.classes[school].registration(last_year, nc_year);
        (!forms.is_empty()).then(|| &forms[child.form % forms.len()])
    }
}

/// Adds the pupils of a school and answers them.
pub fn write(maker: &mut Maker<'_>, rolls: &mut Rolls<'_>, index: usize) -> Vec<Child> {
    let mut dice = maker.dice("pupils", index);
    // A school's own way of teaching: some do better than others with the same pupils.
    let effect = dice.normal() * 160 / 1000;
    let mut children = Vec::new();
    for cohort in rolls.schools[index].cohorts.clone() {
        let mut year: Vec<(Child, Family, Reasons)> = (0..cohort.on_roll + cohort.left)
            .map(|place| child(maker, &mut dice, rolls, index, cohort, place, effect))
            .collect();
        place_in_sets(&mut year, &rolls.classes[index], cohort.nc_year);
        for (child, family, reasons) in year {
            write_pupil(maker, &mut dice, rolls, &child, &family, reasons);
            flags::write(maker, &mut dice, rolls.schools, &child, reasons);
            sen::write(maker, &mut dice, rolls.schools, &child);
            children.push(child);
        }
    }
    children
}

fn child(
    maker: &mut Maker<'_>,
    dice: &mut Dice,
    rolls: &mut Rolls<'_>,
    index: usize,
    cohort: Cohort,
    place: usize,
    effect: i32,
) -> (Child, Family, Reasons) {
    let school = &rolls.schools[index];
    let special = school.kind == Kind::Special;
    let born = day(2020 - cohort.nc_year, 9, 1) + Days::new(dice.below(365) as u64);
    let female = dice.chance(if special { 300 } else { 492 });
    let town = if dice.chance(850) { school.town } else { (school.town + 1) % TOWNS.len() };
    let family = rolls.families.of_child(maker, dice, town, born, (school.decile, if special { 150 } else { 0 }));
    let reasons = Reasons::draw(dice, family.low_income, family.service);
    let provision = match dice.between(0, 999) {
        _ if special => Provision::Plan,
        ..24 => Provision::Plan,
        24..145 => Provision::Support,
        145..205 if reasons.premium() => Provision::Support,
        _ => Provision::None,
    };
    let need = match provision {
        Provision::None => 0,
        Provision::Support => 800,
        Provision::Plan if special => 2_600,
        Provision::Plan => 1_500,
    };
    let ability = dice.normal() * 9 / 10 + effect + 120 - need - if reasons.premium() { 350 } else { 0 };
    let of_subject = |dice: &mut Dice, lead: i32| ability + dice.normal() * 4 / 10 + lead;
    let language = if female { 120 } else { -60 };
    let attainment =
        [of_subject(dice, language), of_subject(dice, language - 80), of_subject(dice, if female { -30 } else { 30 })];
    let spells = spells(dice, rolls.schools, index, cohort, place);
    let child = Child {
        id: maker.ids.next("pupil"),
        born,
        female,
        nc_year: cohort.nc_year,
        spells,
        form: place,
        sets: [0; 3],
        premium: reasons.premium(),
        provision,
        attainment,
    };
    (child, family, reasons)
}

/// Sets go by attainment: English by reading and writing, science by everything.
fn place_in_sets(year: &mut [(Child, Family, Reasons)], classes: &Classes, nc_year: i32) {
    let score = |child: &Child, subject: usize| match subject {
        0 => child.attainment[0] + child.attainment[1],
        1 => child.attainment[2],
        _ => child.attainment.iter().sum(),
    };
    for subject in 0..3 {
        let sets = classes.sets(false, nc_year, subject).len();
        let mut order: Vec<usize> = (0..year.len()).collect();
        order.sort_by_key(|place| (-score(&year[*place].0, subject), *place));
        for (rank, place) in order.into_iter().enumerate() {
            year[place].0.sets[subject] = rank * sets / year.len();
        }
    }
}
