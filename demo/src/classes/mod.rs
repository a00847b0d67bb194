//! Registration classes of this year and last, and from year 7 on teaching classes (sets) of three subjects.

pub mod teaching;

use std::collections::HashMap;

use entity::class;
use entity::codes::ClassKind;
use uuid::Uuid;

use crate::builder::Builder;
use crate::trust::calendar::changed_at;
use crate::trust::schools::{Kind, School};

/// Letters of registration classes, in the order in which a year group uses them.
const LETTERS: &[&str] = &["M", "K", "T", "R", "B", "H", "W", "S", "L", "D", "N", "P", "C", "G", "F", "V"];

/// Subjects taught in sets from year 7: code, and its letters in the name of a class.
pub const SET_SUBJECTS: [(&str, &str); 3] = [("ENG", "En"), ("MAT", "Ma"), ("SCI", "Sc")];

/// A class of the demo.
#[derive(Clone, Debug)]
pub struct Class {
    /// Id of its row.
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
    /// Number of registration classes this year, in all year groups of a kind of school.
    pub fn registration_count(&self, kind: Kind) -> usize {
        let (low, high) = kind.years();
        (low..=high).map(|nc_year| self.registration(false, nc_year).len()).sum()
    }

    /// This year's registration class of a name.
    pub fn named(&self, name: &str) -> Option<&Class> {
        let this_year = self.registration.iter().filter(|((last_year, _), _)| !last_year);
        this_year.flat_map(|(_, classes)| classes).find(|class| class.name == name)
    }

    /// Registration classes of a year group; empty if the school has none.
    pub fn registration(&self, last_year: bool, nc_year: i32) -> &[Class] {
        self.registration.get(&(last_year, nc_year)).map_or(&[], Vec::as_slice)
    }

    /// Sets of a year group in a subject, given by its index in [`SET_SUBJECTS`]; the highest attaining set is first.
    pub fn sets(&self, last_year: bool, nc_year: i32, subject: usize) -> &[Class] {
        self.sets.get(&(last_year, nc_year, subject)).map_or(&[], Vec::as_slice)
    }
}

/// Adds the classes of a school.
pub fn write(builder: &mut Builder<'_>, school: &School) -> Classes {
    let mut classes = Classes::default();
    let (low, high) = school.kind.years();
    for last_year in [true, false] {
        if last_year && school.is_new {
            continue;
        }
        for nc_year in low..=high {
            // Last year's 5M is this year's 6M, so it was as large. The last year group of last year has left the school.
            let cohort = if last_year { (nc_year + 1).min(high) } else { nc_year };
            let pupils = school.cohorts[(cohort - low) as usize].on_roll;
            let size = if school.kind == Kind::Special { 9 } else { 30 };
            let forms = pupils.div_ceil(size).clamp(1, LETTERS.len());
            let year_name = if nc_year == 0 { "R".to_owned() } else { nc_year.to_string() };
            let registration = LETTERS[..forms]
                .iter()
                .map(|letter| add(builder, school, last_year, nc_year, None, format!("{year_name}{letter}")))
                .collect();
            classes.registration.insert((last_year, nc_year), registration);
            if nc_year >= 7 && school.kind != Kind::Special {
                for (place, (code, short)) in SET_SUBJECTS.iter().enumerate() {
                    let subject = builder.calendar.subjects[code];
                    let sets = (1..=pupils.div_ceil(27).max(1))
                        .map(|set| {
                            add(builder, school, last_year, nc_year, Some(subject), format!("{year_name}{short}{set}"))
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
    builder: &mut Builder<'_>,
    school: &School,
    last_year: bool,
    nc_year: i32,
    subject_id: Option<Uuid>,
    name: String,
) -> Class {
    let id = builder.ids.next("class");
    builder.batch.class.push(class::Model {
        id,
        trust_id: builder.trust_id,
        school_id: school.id,
        academic_year_id: builder.calendar.years[usize::from(!last_year)],
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
