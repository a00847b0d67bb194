//! A child in the making: where it was at which time, and what follows from that.

use chrono::NaiveDate;
use uuid::Uuid;

use crate::calendar::{LAST_YEAR_START, YEAR_START, day};

/// Time on the roll of one school.
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
    /// The part of the spell inside a period, if any.
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
    /// None.
    None,
    /// SEN support.
    Support,
    /// An education, health and care plan.
    Plan,
}

/// What the tables about a pupil are made from.
#[derive(Debug)]
pub struct Child {
    /// The pupil's row.
    pub id: Uuid,
    /// Birthday.
    pub born: NaiveDate,
    /// Sex.
    pub female: bool,
    /// National curriculum year in the current academic year.
    pub nc_year: i32,
    /// Times on roll, oldest first.
    pub spells: Vec<Spell>,
    /// Place of the registration class within the year group.
    pub form: usize,
    /// Place of the set, in each of the set subjects.
    pub sets: [usize; 3],
    /// Attracts the pupil premium.
    pub premium: bool,
    /// Special educational provision.
    pub provision: Provision,
    /// Attainment in thousandths of a standard deviation, in reading, writing, mathematics.
    pub attainment: [i32; 3],
}

impl Child {
    /// Where the child was on a day.
    pub fn on(&self, day: NaiveDate) -> Option<&Spell> {
        self.spells.iter().find(|spell| spell.within(day, day.succ_opt()).is_some())
    }

    /// National curriculum year on a day of the current or the last academic year.
    pub fn nc_year_on(&self, day: NaiveDate) -> i32 {
        if day < YEAR_START { self.nc_year - 1 } else { self.nc_year }
    }

    /// First day on any roll of the trust.
    pub fn first_day(&self) -> NaiveDate {
        self.spells.iter().map(|spell| spell.from).min().unwrap_or(LAST_YEAR_START)
    }

    /// The latest day on which something may begin for a child: before it left, and before last autumn ended.
    pub fn latest_start(&self) -> NaiveDate {
        let left = self.spells.last().and_then(leaving_date);
        left.unwrap_or(day(2025, 10, 1)).min(day(2025, 10, 1)).max(self.first_day())
    }
}

/// Last day on roll of a spell that ended.
pub fn leaving_date(spell: &Spell) -> Option<NaiveDate> {
    spell.to.and_then(|to| to.pred_opt())
}
