//! The schools of a trust: how many of which kind, and how large.
//!
//! Sizes are planned before anything is written, so that a school's row states the true number
//! on roll. The rows are another file.

use entity::codes::Phase;
use uuid::Uuid;

use crate::dice::{Dice, shares};
use crate::maker::Maker;
use crate::places::{SCHOOL_NAMES, TOWNS};

/// Kind of school, which decides years, staffing and size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Reception to year 6.
    Primary,
    /// Years 7 to 11.
    Secondary,
    /// Reception to year 11, every pupil with a plan.
    Special,
    /// Reception to year 11.
    AllThrough,
}

impl Kind {
    /// First and last national curriculum year; reception is 0.
    pub fn years(self) -> (i32, i32) {
        match self {
            Kind::Primary => (0, 6),
            Kind::Secondary => (7, 11),
            Kind::Special | Kind::AllThrough => (0, 11),
        }
    }

    /// Phase of education.
    pub fn phase(self) -> Phase {
        match self {
            Kind::Primary => Phase::Primary,
            Kind::Secondary => Phase::Secondary,
            Kind::Special => Phase::NotApplicable,
            Kind::AllThrough => Phase::AllThrough,
        }
    }
}

/// A year group of a school.
#[derive(Clone, Copy, Debug)]
pub struct Cohort {
    /// National curriculum year in the current academic year.
    pub nc_year: i32,
    /// Pupils on roll today.
    pub on_roll: usize,
    /// Pupils who left the trust since last summer.
    pub left: usize,
}

/// A school as the other parts of the generator need it.
#[derive(Debug)]
pub struct School {
    /// Its row.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: Kind,
    /// Establishment number.
    pub estab: String,
    /// Index of its town.
    pub town: usize,
    /// IDACI decile.
    pub decile: i32,
    /// Joined the trust this academic year: nothing of last year is known here.
    pub is_new: bool,
    /// Its year groups.
    pub cohorts: Vec<Cohort>,
}

/// The trust's system for staff and contracts.
pub const HR_SYSTEM: &str = "Almanac HR";

impl School {
    /// The information system that its pupils' records come from: one for primaries, one for the rest, and whoever
    /// has just joined still keeps the old one.
    pub fn information_system(&self) -> &'static str {
        match (self.is_new, self.kind) {
            (true, _) => "Quill Classic",
            (false, Kind::Primary) => "Larch MIS",
            (false, _) => "Beacon MIS",
        }
    }

    /// Pupils on roll today.
    pub fn on_roll(&self) -> usize {
        self.cohorts.iter().map(|cohort| cohort.on_roll).sum()
    }
}

/// Kinds of `count` schools, primaries first.
fn mix(count: usize) -> Vec<Kind> {
    let special = if count >= 4 { (count / 10).max(1) } else { 0 };
    let all_through = if count >= 6 { (count / 10).max(1) } else { 0 };
    let secondary = if count >= 2 { (count / 5).max(1) } else { 0 };
    let primary = count - special - all_through - secondary;
    [(Kind::Primary, primary), (Kind::Secondary, secondary), (Kind::Special, special), (Kind::AllThrough, all_through)]
        .into_iter()
        .flat_map(|(kind, number)| std::iter::repeat_n(kind, number))
        .collect()
}

/// Plans the schools of a trust; `first` keeps numbers and names of two trusts apart.
pub fn plan(maker: &mut Maker<'_>, count: usize, pupils: usize, first: usize) -> Vec<School> {
    let kinds = mix(count);
    let primaries = kinds.iter().filter(|kind| **kind == Kind::Primary).count();
    let weights: Vec<i64> = kinds
        .iter()
        .enumerate()
        .map(|(index, kind)| match kind {
            // The first school has two classes a year, as the persona of a class teacher needs.
            Kind::Primary if index == 0 => 420,
            Kind::Primary => [210, 315, 180, 240, 280][index % 5],
            Kind::Secondary => [900, 780, 1050][index % 3],
            Kind::Special => [84, 110][index % 2],
            Kind::AllThrough => [700, 860][index % 2],
        })
        .collect();
    let sizes = shares(pupils as i64, &weights);
    kinds
        .iter()
        .zip(sizes)
        .enumerate()
        .map(|(index, (kind, size))| {
            let number = first + index;
            let mut dice = maker.dice("school plan", index);
            let series = match kind {
                Kind::Primary => 2000,
                Kind::Secondary => 4000,
                Kind::Special => 7000,
                Kind::AllThrough => 4500,
            };
            School {
                id: maker.ids.next("school"),
                name: name(*kind, number),
                kind: *kind,
                estab: (series + number).to_string(),
                town: number % TOWNS.len(),
                decile: [3, 6, 2, 8, 4, 1, 5, 7, 3, 2][number % 10],
                is_new: *kind == Kind::Primary && count >= 4 && index == primaries - 1,
                cohorts: cohorts(&mut dice, *kind, size as usize),
            }
        })
        .collect()
}

/// Year groups of a school of a size; three pupils of a hundred have left.
pub fn cohorts(dice: &mut Dice, kind: Kind, size: usize) -> Vec<Cohort> {
    let (low, high) = kind.years();
    let weights: Vec<i64> = (low..=high)
        .map(|year| {
            let spread = i64::from(dice.between(88, 112));
            if kind == Kind::AllThrough && year >= 7 { 2 * spread } else { spread }
        })
        .collect();
    let left = shares(size as i64 * 3 / 100, &weights);
    let all = shares(size as i64, &weights);
    (low..=high)
        .zip(all.into_iter().zip(left))
        .map(|(nc_year, (all, left))| Cohort { nc_year, on_roll: (all - left) as usize, left: left as usize })
        .collect()
}

fn name(kind: Kind, number: usize) -> String {
    let stem = SCHOOL_NAMES[number % SCHOOL_NAMES.len()];
    // Past the list a town tells the namesakes apart.
    let stem = match number / SCHOOL_NAMES.len() {
        0 => stem.to_owned(),
        round => format!("{} {stem}", TOWNS[(number + round) % TOWNS.len()].0),
    };
    match kind {
        Kind::Primary if stem.contains("St ") => {
            format!("{stem} Church of England Primary Academy")
        }
        Kind::Primary => format!("{stem} Primary Academy"),
        Kind::Secondary => format!("{stem} High School"),
        Kind::Special => format!("{stem} School"),
        Kind::AllThrough => format!("{stem} Academy"),
    }
}
