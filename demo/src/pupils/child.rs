//! A child, before rows are made: its schools over time, and what follows from them.

use chrono::NaiveDate;
use domain::platform::academic_year;
use uuid::Uuid;

use crate::trust::calendar::{LAST_YEAR_START, YEAR_START, day, last_day};

/// A time on the roll of one school.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spell {
    /// Index of the school.
    pub school: usize,
    /// First day.
    pub from: NaiveDate,
    /// Day after the last.
    pub to: Option<NaiveDate>,
}

impl Spell {
    /// The part of the spell within a period, as first day and day after the last; `None` if there is none.
    pub fn within(&self, from: NaiveDate, to: Option<NaiveDate>) -> Option<(NaiveDate, Option<NaiveDate>)> {
        let start = self.from.max(from);
        let end = match (self.to, to) {
            (Some(left), Some(ends)) => Some(left.min(ends)),
            (left, ends) => left.or(ends),
        };
        end.is_none_or(|end| start < end).then_some((start, end))
    }
}

/// Special educational provision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Provision {
    /// No special educational provision.
    None,
    /// SEN support.
    Support,
    /// An education, health and care plan.
    Plan,
}

/// What the rows about a pupil are made from.
#[derive(Debug)]
pub struct Child {
    /// Id of the pupil's row.
    pub id: Uuid,
    /// Date of birth.
    pub born: NaiveDate,
    /// Whether the child is female.
    pub female: bool,
    /// National curriculum year in the current academic year.
    pub nc_year: i32,
    /// Times on the roll of a school, oldest first.
    pub spells: Vec<Spell>,
    /// Number from which the registration class within the year group follows.
    pub form: usize,
    /// Index of the set in each of the set subjects.
    pub sets: [usize; 3],
    /// Whether the child attracts the pupil premium.
    pub premium: bool,
    /// Special educational provision.
    pub provision: Provision,
    /// Attainment in thousandths of a standard deviation, in reading, writing, mathematics.
    pub attainment: [i32; 3],
}

impl Child {
    /// The spell at a school on a day.
    pub fn on(&self, day: NaiveDate) -> Option<&Spell> {
        self.spells.iter().find(|spell| spell.within(day, day.succ_opt()).is_some())
    }

    /// National curriculum year on a day.
    pub fn nc_year_on(&self, day: NaiveDate) -> i32 {
        self.nc_year + academic_year::first_year_of(day) - academic_year::first_year_of(YEAR_START)
    }

    /// First day on the roll of a school of the trust.
    pub fn first_day(&self) -> NaiveDate {
        self.spells.iter().map(|spell| spell.from).min().unwrap_or(LAST_YEAR_START)
    }

    /// The latest day on which a flag or record of the child may begin: 1 October 2025, or the last day on roll if that is
    /// earlier.
    pub fn latest_start(&self) -> NaiveDate {
        let left = self.spells.last().and_then(leaving_date);
        left.unwrap_or(day(2025, 10, 1)).min(day(2025, 10, 1)).max(self.first_day())
    }
}

/// Last day on roll of a spell that ended.
pub fn leaving_date(spell: &Spell) -> Option<NaiveDate> {
    last_day(spell.to)
}
