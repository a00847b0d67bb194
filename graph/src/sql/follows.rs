//! Writes a value that follows from dated rows of another table.

use super::Param;
use super::writer::{StatementWriter, column};
use crate::declare::{Column, Follows, FollowsRule};
use crate::request::Bind;
use crate::value::Storage;

/// A column of the row of an alias, on a day: today where none is bound. A value that follows from other rows is worked out.
pub(super) fn value(w: &mut StatementWriter, alias: &str, at: Column, day: Option<&Bind>) -> String {
    let Some(rule) = at.follows else { return column(alias, at) };
    let day = w.place(Param::Day(day.cloned()), Storage::Date);
    worked_out(w, rule, &column(alias, rule.mine), &day)
}

/// The value of a rule: `mine` and `day` are expressions.
pub(super) fn worked_out(w: &mut StatementWriter, rule: &Follows, mine: &str, day: &str) -> String {
    let other = w.alias();
    let of = |at: Column| column(&other, at);
    let (starts, year) = (of(rule.starts), of(rule.year));
    let now = w.dialect.year_of(day, rule.begins);
    let value = match rule.value {
        FollowsRule::Risen(level) => format!("{} + {now} - {year}", of(level)),
        FollowsRule::WithinYear(value) => format!("case when {year} = {now} then {} end", of(value)),
    };
    format!(
        "(select {value} from \"{}\" {other} where {} = {mine} and {starts} <= {day} order by {starts} desc limit 1)",
        rule.theirs.table,
        of(rule.theirs)
    )
}
