//! Registration classes of two years, and in secondary years teaching classes of three subjects.

use std::collections::HashMap;

use entity::class;
use entity::codes::ClassKind;
use uuid::Uuid;

use crate::calendar::changed_at;
use crate::maker::Maker;
use crate::schools::{Kind, School};

/// Letters of registration classes, in the order in which a year group needs them.
const LETTERS: &[&str] = &["M", "K", "T", "R", "B", "H", "W", "S", "L", "D", "N", "P", "C", "G", "F", "V"];

/// Subjects taught in sets from year 7: code, and how a class's name shows it.
pub const SET_SUBJECTS: [(&str, &str); 3] = [("ENG", "En"), ("MAT", "Ma"), ("SCI", "Sc")];

/// A class of the demo.
#[derive(Clone, Debug)]
pub struct Class {
    /// Its row.
    pub id: Uuid,
    /// Its name, `6M` or `9Ma2`.
    pub name: String,
}

/// Classes of one school.
#[derive(Debug, Default)]
pub struct Classes {
    registration: HashMap<(bool, i32), Vec<Class>>,
    sets: HashMap<(bool, i32, usize), Vec<Class>>,
}

impl Classes {
    /// Registration classes of a year group; empty where the school knows none.
    pub fn registration(&self, last_year: bool, nc_year: i32) -> &[Class] {
        self.registration.get(&(last_year, nc_year)).map_or(&[], Vec::as_slice)
    }

    /// Sets of a year group in a subject, by its place in [`SET_SUBJECTS`], the ablest first.
    pub fn sets(&self, last_year: bool, nc_year: i32, subject: usize) -> &[Class] {
        self.sets.get(&(last_year, nc_year, subject)).map_or(&[], Vec::as_slice)
    }
}

/// Adds the classes of a school.
pub fn write(maker: &mut Maker<'_>, school: &School) -> Classes {
    let mut classes = Classes::default();
    let (low, high) = school.kind.years();
    for last_year in [true, false] {
        if last_year && school.is_new {
            continue;
        }
        for nc_year in low..=high {
            // Last year's class 5M became this year's 6M; who was in the last year has gone.
            let cohort = if last_year { (nc_year + 1).min(high) } else { nc_year };
            let pupils = school.cohorts[(cohort - low) as usize].on_roll;
            let size = if school.kind == Kind::Special { 9 } else { 30 };
            let forms = pupils.div_ceil(size).clamp(1, LETTERS.len());
            let year_name = if nc_year == 0 { "R".to_owned() } else { nc_year.to_string() };
            let registration = LETTERS[..forms]
                .iter()
                .map(|letter| add(maker, school, last_year, nc_year, None, format!("{year_name}{letter}")))
                .collect();
            classes.registration.insert((last_year, nc_year), registration);
            if nc_year >= 7 && school.kind != Kind::Special {
                for (place, (code, short)) in SET_SUBJECTS.iter().enumerate() {
                    let subject = maker.calendar.subjects[code];
                    let sets = (1..=pupils.div_ceil(27).max(1))
                        .map(|set| {
                            add(maker, school, last_year, nc_year, Some(subject), format!("{year_name}{short}{set}"))
                        })
                        .collect();
                    classes.sets.insert((last_year, nc_year, place), sets);
                }
            }
        }
    }
    classes
}

fn add(
    maker: &mut Maker<'_>,
    school: &School,
    last_year: bool,
    nc_year: i32,
    subject_id: Option<Uuid>,
    name: String,
) -> Class {
    let id = maker.ids.next("class");
    maker.batch.class.push(class::Model {
        id,
        trust_id: maker.trust_id,
        school_id: school.id,
        academic_year_id: maker.calendar.years[usize::from(!last_year)],
        subject_id,
        code: name.clone(),
        name: name.clone(),
        name_fold: entity::fold(&name),
        nc_year: Some(nc_year),
        kind: if subject_id.is_some() { ClassKind::Teaching } else { ClassKind::Registration },
        updated_at: changed_at(id, None),
    });
    Class { id, name }
}
