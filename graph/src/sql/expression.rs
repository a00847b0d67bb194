//! Writes expressions and tests: what a cube says of a fact, and the value of a field that the statement works out.

use super::Param;
use super::writer::{StatementWriter, column};
use crate::declare::{At, Day, FACT, Key, Later, Other, Test, Yearly};
use crate::period::covers_sql;
use crate::request::Bind;
use crate::value::Storage;

/// Writes into a statement what is said of one of its rows.
pub(super) struct ExpressionWriter<'w> {
    pub w: &'w mut StatementWriter,
    /// The alias of the row.
    own: &'w str,
    /// The day asked for; today where none is bound.
    day: Option<Bind>,
}

impl<'w> ExpressionWriter<'w> {
    pub fn new(w: &'w mut StatementWriter, own: &'w str, day: Option<Bind>) -> Self {
        Self { w, own, day }
    }

    /// A column as a text.
    pub fn text(&self, at: At) -> String {
        column(if at.alias == FACT { self.own } else { at.alias }, at.column)
    }

    /// Writes the value of an expression.
    pub fn key(&mut self, key: &Key) {
        match key {
            Key::Column(at) => self.column(*at),
            Key::AnyOf(any) => {
                self.w.push("(");
                self.some(any);
                self.w.push(") is true");
            }
            Key::LeastOf(other, at, otherwise) => {
                let value = format!("min({})", self.text(*at));
                self.one_of(other, &value, "", *otherwise);
            }
            Key::LatestOf(other, at, by, otherwise) => {
                let (value, by) = (self.text(*at), self.text(*by));
                let latest = format!(" order by {by} desc, {value} limit 1");
                self.one_of(other, &value, &latest, *otherwise);
            }
            Key::Grouped(at, cases, otherwise) => {
                let text = self.text(*at);
                self.w.push("case");
                for (name, values) in cases {
                    // Names of closed sets, from the declaration: they need no binding.
                    let values: Vec<String> = values.iter().map(|value| format!("'{value}'")).collect();
                    self.w.push(&format!(" when {text} in ({}) then '{name}'", values.join(", ")));
                }
                self.w.push(&format!(" else '{otherwise}' end"));
            }
            Key::Yearly(yearly) => self.yearly(yearly),
        }
    }

    fn column(&mut self, at: At) {
        let text = self.text(at);
        self.w.push(&text);
    }

    /// Writes what follows from the latest row that has begun.
    fn yearly(&mut self, yearly: &Yearly) {
        let day = self.on(yearly.on);
        let (starts, year, value) = (self.text(yearly.starts), self.text(yearly.year), self.text(yearly.value));
        let now = self.w.dialect.year_of(&day, yearly.begins);
        let value = match yearly.later {
            Later::Rises => format!("{value} + {now} - {year}"),
            Later::Ends => format!("case when {year} = {now} then {value} end"),
        };
        self.w.push(&format!("(select {value} from "));
        self.rows(&yearly.rows);
        self.w.push(&format!(" and {starts} <= {day} order by {starts} desc limit 1)"));
    }

    /// Writes a value of one of some rows, and what it is without such a row.
    fn one_of(&mut self, other: &Other, value: &str, chosen: &str, otherwise: Option<&'static str>) {
        self.w.push(if otherwise.is_some() { "coalesce(" } else { "" });
        self.w.push(&format!("(select {value} from "));
        self.rows(other);
        // The name of a closed set, from the declaration: it needs no binding.
        let end = otherwise.map_or_else(|| ")".to_owned(), |otherwise| format!("), '{otherwise}')"));
        self.w.push(&format!("{chosen}{end}"));
    }

    /// Writes the rows of another table that pass their tests.
    fn rows(&mut self, other: &Other) {
        self.w.push(&format!("\"{}\" {} where ", other.table, other.alias));
        self.all(&other.tests);
    }

    /// Writes that all tests hold.
    pub fn all(&mut self, tests: &[Test]) {
        self.joined(tests, " and ", "true");
    }

    fn some(&mut self, tests: &[Test]) {
        self.joined(tests, " or ", "false");
    }

    fn joined(&mut self, tests: &[Test], by: &str, empty: &str) {
        if tests.is_empty() {
            return self.w.push(empty);
        }
        self.w.push("(");
        for (index, test) in tests.iter().enumerate() {
            self.w.push(if index > 0 { by } else { "" });
            self.test(test);
        }
        self.w.push(")");
    }

    /// Writes a test.
    pub fn test(&mut self, test: &Test) {
        let text = match test {
            Test::Same(a, b) => format!("{} = {}", self.text(*a), self.text(*b)),
            Test::Less(a, b) => format!("{} < {}", self.text(*a), self.text(*b)),
            Test::Above(key, at, more) => {
                self.w.push("(");
                self.key(key);
                format!(" > {} + {more})", self.text(*at))
            }
            Test::Among(at, names) => {
                // Names of closed sets, from the declaration: they need no binding.
                let names: Vec<String> = names.iter().map(|name| format!("'{name}'")).collect();
                format!("{} in ({})", self.text(*at), names.join(", "))
            }
            Test::Is(at, yes) => format!("{} is {yes}", self.text(*at)),
            Test::Number(at, number) => format!("{} = {number}", self.text(*at)),
            Test::Absent(at) => format!("{} is null", self.text(*at)),
            Test::Begun(at, day) => format!("{} <= {}", self.text(*at), self.on(*day)),
            Test::Covers(starts, ends, day) => covers_sql(&self.text(*starts), &self.text(*ends), &self.on(*day)),
            Test::CoversWithin(starts, ends, years, day) => {
                let (starts, ends, day) = (self.text(*starts), self.text(*ends), self.on(*day));
                let since = self.w.dialect.years_before(&day, *years);
                format!("({starts} <= {day} and ({ends} is null or {ends} >= {since}))")
            }
            Test::Exists(other) => {
                self.w.push("exists (select 1 from ");
                self.rows(other);
                ")".to_owned()
            }
            // `exists` is never unknown, so `not exists` is safe here, and the database can plan it as an anti-join.
            Test::Not(inner) if matches!(**inner, Test::Exists(_)) => {
                self.w.push("not ");
                return self.test(inner);
            }
            Test::Not(inner) => {
                self.w.push("(");
                self.test(inner);
                ") is not true".to_owned()
            }
            Test::Any(tests) => return self.some(tests),
            Test::All(tests) => return self.all(tests),
        };
        self.w.push(&text);
    }

    fn on(&mut self, day: Day) -> String {
        match day {
            Day::Asked => self.w.place(Param::Day(self.day.clone()), Storage::Date),
            Day::Today => self.w.place(Param::Day(None), Storage::Date),
            Day::Of(at) => self.text(at),
            Day::MonthOf(starts, number) => self.w.dialect.month_of(&self.text(starts), &self.text(number)),
        }
    }
}
