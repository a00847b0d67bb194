//! Pupils, school by school and year group by year group: their family, needs and attainment.
//!
//! `movements` decides at which school a pupil was when; `rows`, `flags` and `sen` make the rows.

pub mod child;
pub mod families;
mod flags;
mod movements;
pub mod rolls;
mod rows;
mod sen;

use chrono::Days;

use crate::builder::Builder;
use crate::classes::Classes;
use crate::draw::dice::Dice;
use crate::draw::places::TOWNS;
use crate::pupils::child::{Child, Provision};
use crate::pupils::families::Family;
use crate::pupils::flags::Reasons;
use crate::pupils::movements::spells;
use crate::pupils::rolls::Rolls;
use crate::pupils::rows::write_pupil;
use crate::trust::calendar::day;
use crate::trust::schools::{Cohort, Kind};

/// Adds the pupils of a school and returns them.
pub fn write(builder: &mut Builder<'_>, rolls: &mut Rolls<'_>, index: usize) -> Vec<Child> {
    let mut dice = builder.dice("pupils", index);
    // The effect of the school on attainment: some schools achieve more with the same pupils.
    let effect = dice.normal() * 160 / 1000;
    let mut children = Vec::new();
    for cohort in rolls.schools[index].cohorts.clone() {
        let mut year: Vec<(Child, Family, Reasons)> = (0..cohort.on_roll + cohort.left)
            .map(|place| child(builder, &mut dice, rolls, index, cohort, place, effect))
            .collect();
        place_in_sets(&mut year, &rolls.classes[index], cohort.nc_year);
        for (child, family, reasons) in year {
            write_pupil(builder, &mut dice, rolls, &child, &family, reasons);
            flags::write(builder, &mut dice, rolls.schools, &child, reasons);
            sen::write(builder, &mut dice, rolls.schools, &child);
            children.push(child);
        }
    }
    children
}

fn child(
    builder: &mut Builder<'_>,
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
    let family = rolls.families.of_child(builder, dice, town, born, (school.decile, if special { 150 } else { 0 }));
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
        id: builder.ids.next("pupil"),
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

/// Puts pupils into sets by attainment: in reading and writing for English, in mathematics, in all three for science.
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
