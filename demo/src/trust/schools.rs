//! The schools of a trust: their kinds and their sizes.
//!
//! Sizes are planned before any row is made, so that the row of a school has the true number on roll. `school_rows` makes
//! the rows.

use entity::codes::Phase;
use uuid::Uuid;

use crate::builder::Builder;
use crate::draw::dice::{Dice, shares};
use crate::draw::places::{SCHOOL_NAMES, TOWNS};

/// Kind of school: its year groups, staff and size depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Reception to year 6.
    Primary,
    /// Years 7 to 11.
    Secondary,
    /// Reception to year 11; every pupil has an education, health and care plan.
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
    /// Pupils who left the trust since the end of the last academic year.
    pub left: usize,
}

/// What the other parts of the demo need to know about a school.
#[derive(Debug)]
pub struct School {
    /// Id of its row.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: Kind,
    /// Establishment number.
    pub estab: String,
    /// Index of its town.
    pub town: usize,
    /// Decile of deprivation (IDACI) of its area.
    pub decile: i32,
    /// Whether it joined the trust this academic year: then it has no data of last year.
    pub is_new: bool,
    /// Its year groups.
    pub cohorts: Vec<Cohort>,
}

/// Name of the system from which staff and contracts come.
pub const HR_SYSTEM: &str = "Almanac HR";

impl School {
    /// Name of the information system from which its pupils come: one for primary schools, one for the others, and another
    /// one for a school that has just joined.
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

/// Plans the schools of a trust; `first` is the number of the first one, from which names and numbers follow.
pub fn plan(builder: &mut Builder<'_>, count: usize, pupils: usize, first: usize) -> Vec<School> {
    let kinds = mix(count);
    let primaries = kinds.iter().filter(|kind| **kind == Kind::Primary).count();
    let weights: Vec<i64> = kinds
        .iter()
        .enumerate()
        .map(|(index, kind)| match kind {
            // The first school has two classes in each year group: the persona of a class teacher needs a class 6M.
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
            let mut dice = builder.dice("school plan", index);
            let series = match kind {
                Kind::Primary => 2000,
                Kind::Secondary => 4000,
                Kind::Special => 7000,
                Kind::AllThrough => 4500,
            };
            School {
                id: builder.ids.next("school"),
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

/// The next school of the same kind, if there is one.
pub fn neighbour(schools: &[School], school: Option<usize>) -> Option<usize> {
    let here = school?;
    (1..schools.len())
        .map(|step| (here + step) % schools.len())
        .find(|other| schools[*other].kind == schools[here].kind)
}

/// Year groups of a school with `size` pupils, of whom three in a hundred have left.
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
    // Once all names of the list are used, a town is put before the name.
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
