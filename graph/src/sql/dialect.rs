//! The SQL that differs between databases; no other file of `sql` writes an operator for one of them.

use crate::value::Storage;

/// The SQL dialect of a database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// PostgreSQL 15 and later.
    Postgres,
    /// SQLite 3.41 and later, for `unhex`.
    Sqlite,
}

impl Dialect {
    /// The placeholder of a parameter, with a cast on PostgreSQL, which would otherwise have to guess the type.
    pub(super) fn place(self, number: usize, storage: Storage) -> String {
        match self {
            Dialect::Postgres => format!("${number}::{}", type_name(storage)),
            Dialect::Sqlite => format!("?{number}"),
        }
    }

    /// The condition that an expression is (or, negated, is not) among the values of one list parameter.
    pub(super) fn among(self, expr: &str, number: usize, storage: Storage, negated: bool) -> String {
        match (self, negated) {
            (Dialect::Postgres, false) => format!("{expr} = any(${number}::{}[])", type_name(storage)),
            (Dialect::Postgres, true) => format!("{expr} <> all(${number}::{}[])", type_name(storage)),
            (Dialect::Sqlite, negated) => {
                let value = if storage == Storage::Uuid { "unhex(value)" } else { "value" };
                let not = if negated { "not " } else { "" };
                format!("{expr} {not}in (select {value} from json_each(?{number}))")
            }
        }
    }

    pub(super) fn starts_with(self, expr: &str, number: usize) -> String {
        match self {
            Dialect::Postgres => format!("starts_with({expr}, ${number}::text)"),
            // LIKE ignores case on SQLite and not on PostgreSQL; this is the same on both and needs no escapes.
            Dialect::Sqlite => format!("substr({expr}, 1, length(?{number})) = ?{number}"),
        }
    }

    pub(super) fn contains(self, expr: &str, number: usize) -> String {
        match self {
            Dialect::Postgres => format!("strpos({expr}, ${number}::text) > 0"),
            Dialect::Sqlite => format!("instr({expr}, ?{number}) > 0"),
        }
    }

    pub(super) fn words(self, expr: &str, number: usize) -> String {
        match self {
            Dialect::Postgres => format!(
                "not exists (select 1 from unnest(${number}::text[]) w(word) where strpos(' ' || {expr}, ' ' || w.word) = 0)"
            ),
            Dialect::Sqlite => {
                format!(
                    "not exists (select 1 from json_each(?{number}) w where instr(' ' || {expr}, ' ' || w.value) = 0)"
                )
            }
        }
    }

    /// The day so many years before a day. Before 29 February it is 28 February of years without that day.
    pub(super) fn years_before(self, day: &str, years: u32) -> String {
        match self {
            Dialect::Postgres => format!("({day} - interval '{years} years')::date"),
            // SQLite goes on to 1 March, so the last day of that month bounds it.
            Dialect::Sqlite => format!(
                "min(date({day}, '-{years} years'), date({day}, 'start of month', '-{years} years', '+1 month', '-1 day'))"
            ),
        }
    }

    /// The first day of a month, counted from the one in which a day is: 1 is that month.
    pub(super) fn month_of(self, day: &str, number: &str) -> String {
        match self {
            Dialect::Postgres => {
                format!("(date_trunc('month', {day}::timestamp) + ({number} - 1) * interval '1 month')::date")
            }
            Dialect::Sqlite => format!("date({day}, 'start of month', ({number} - 1) || ' months')"),
        }
    }

    /// The later of a time and another, which may be null.
    pub(super) fn latest(self, time: &str, other: &str) -> String {
        match self {
            Dialect::Postgres => format!("greatest({time}, {other})"),
            Dialect::Sqlite => format!("max({time}, coalesce({other}, {time}))"),
        }
    }

    /// The year of which a day is part, where years begin on the first day of a month: the calendar year of that day.
    pub(super) fn year_of(self, day: &str, begins: u32) -> String {
        match self {
            Dialect::Postgres => format!(
                "(extract(year from {day}) - case when extract(month from {day}) < {begins} then 1 else 0 end)::int8"
            ),
            Dialect::Sqlite => {
                format!("(strftime('%Y', {day}) - (strftime('%m', {day}) < '{begins:02}'))")
            }
        }
    }

    /// The condition that two values are equal or both null.
    pub(super) fn same(self, expr: &str, place: &str) -> String {
        match self {
            Dialect::Postgres => format!("{expr} is not distinct from {place}"),
            Dialect::Sqlite => format!("{expr} is {place}"),
        }
    }
}

fn type_name(storage: Storage) -> &'static str {
    match storage {
        Storage::Uuid => "uuid",
        Storage::Text => "text",
        Storage::Int => "int8",
        Storage::Bool => "bool",
        Storage::Float => "float8",
        Storage::Date => "date",
        Storage::Time => "timestamptz",
    }
}
