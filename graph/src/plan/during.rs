//! Lists that show rows as their periods in another table say: the argument, and the conditions that follow from it.

use super::Context;
use super::collect::Collected;
use super::condition::{Cond, Exists, Latest, Operand, Operator, Tie};
use super::object::{as_of, given};
use crate::declare::{Column, Dated, During, Periods, Shown, Through};
use crate::error::Refusal;
use crate::request::{Arg, Bind};
use crate::schema::FieldDef;
use crate::value::Value;

/// What a list is asked for.
pub(super) struct AskedDuring {
    pub shown: Shown,
    /// The day; today where none is given.
    pub day: Option<Bind>,
}

/// The arguments of a list.
pub(super) fn asked(
    context: &Context,
    collected: &Collected,
    def: &FieldDef,
    during: &During,
) -> Result<AskedDuring, Refusal> {
    let named = match given(context, collected, def, during.argument)? {
        Some(Arg::Name(name)) => during.shows.iter().find(|(known, _)| *known == name).map(|(_, shown)| *shown),
        _ => None,
    };
    Ok(AskedDuring { shown: named.unwrap_or(during.shows[0].1), day: as_of(context, collected, def)? })
}

impl AskedDuring {
    /// Whether it is asked who is here today, which the parent's key in the row says too.
    pub fn is_today(&self) -> bool {
        self.shown == Shown::Now && self.day.is_none()
    }

    /// The condition on a row of the list.
    pub fn of_row(&self, id: Column, periods: &Periods) -> Cond {
        let exists = |cond: Cond| {
            let tie = Tie::Columns { theirs: periods.theirs, mine: id };
            Cond::Exists(Box::new(Exists { table: periods.theirs.table, tie, cond: counts(periods).and(cond) }))
        };
        match self.shown {
            Shown::Now => exists(self.covers(periods)),
            Shown::Before => exists(self.begun(periods)).and(Cond::Not(Box::new(exists(self.covers(periods))))),
            Shown::Ever => Cond::True,
        }
    }

    /// The table in between, and the condition on its rows: one for each row of the list.
    pub fn through(&self, periods: &Periods) -> (Through, Cond) {
        let through = Through { mine: periods.parent, theirs: periods.theirs, dated: None };
        let latest = |cond: Cond| {
            let (same, order) = (vec![periods.theirs, periods.parent], [periods.starts, periods.id]);
            Cond::Latest(Box::new(Latest { table: periods.theirs.table, same, order, cond: counts(periods).and(cond) }))
        };
        let cond = match self.shown {
            Shown::Now => self.covers(periods).and(latest(self.covers(periods))),
            Shown::Before => {
                let ended = self.begun(periods).and(Cond::Not(Box::new(self.covers(periods))));
                ended.and(latest(self.begun(periods)))
            }
            Shown::Ever => latest(Cond::True),
        };
        (through, counts(periods).and(cond))
    }

    fn covers(&self, periods: &Periods) -> Cond {
        Cond::Current(Dated { starts: periods.starts, ends: periods.ends }, self.day.clone())
    }

    fn begun(&self, periods: &Periods) -> Cond {
        Cond::Begun(periods.starts, self.day.clone())
    }
}

/// Rows of the table that count.
fn counts(periods: &Periods) -> Cond {
    let (column, texts) = &periods.among;
    let texts = texts.iter().map(|text| Value::Text((*text).to_owned())).collect();
    Cond::Compare((*column).into(), Operator::In, Operand::Plain(Bind::Const(Value::List(texts))))
}
