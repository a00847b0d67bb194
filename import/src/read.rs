//! Reads the cells of one row and notes what could not be read.
//!
//! A key that cannot be read costs the row; any other cell is left as it was known before, with a
//! warning. A layout that must not lose a figure asks for it with [`Reading::must`].

use crate::{
    clean::Cleaned,
    report::{FileReport, Severity},
    source::{Row, shortened},
};

/// What a file says of one fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field<T> {
    /// Nothing: the layout has no such column, or the cell could not be read.
    Silent,
    /// The cell's value; an empty cell says that there is none.
    Says(Option<T>),
}

impl<T> Field<T> {
    /// Takes over what the file says, an empty cell included.
    pub fn replace(self, known: &mut Option<T>) {
        if let Field::Says(value) = self {
            *known = value;
        }
    }

    /// Takes over a value; an empty cell takes nothing away.
    pub fn overlay(self, known: &mut Option<T>) {
        if let Field::Says(Some(value)) = self {
            *known = Some(value);
        }
    }

    /// Takes over a value where none was known.
    pub fn fill(self, known: &mut Option<T>) {
        if known.is_none() {
            self.overlay(known);
        }
    }

    /// The value, if the file gives one.
    pub fn value(self) -> Option<T> {
        match self {
            Field::Says(value) => value,
            Field::Silent => None,
        }
    }
}

/// A row being read, and the report that hears of what is wrong with it.
pub struct Reading<'a, 'r> {
    row: &'a Row<'a>,
    report: &'r mut FileReport,
}

impl<'a, 'r> Reading<'a, 'r> {
    /// Begins a row.
    pub fn new(row: &'a Row<'a>, report: &'r mut FileReport) -> Self {
        Reading { row, report }
    }

    /// The text of the first of these columns that the file has.
    pub fn raw(&self, names: &[&str]) -> Option<&'a str> {
        self.row.cell(names).map(|(_, cell)| cell)
    }

    /// A value without which the row cannot be taken: none refuses the row.
    pub fn must<T>(&mut self, names: &[&str], read: impl Fn(&str) -> Cleaned<T>) -> Option<T> {
        let (place, cell) = self.row.cell(names)?;
        match read(cell) {
            Ok(Some(value)) => return Some(value),
            Ok(None) => self.note(Severity::Refused, place, cell, "a value is needed here"),
            Err(words) => self.note(Severity::Refused, place, cell, &words),
        }
        None
    }

    /// A value that the row can do without.
    pub fn field<T>(&mut self, names: &[&str], read: impl Fn(&str) -> Cleaned<T>) -> Field<T> {
        let Some((place, cell)) = self.row.cell(names) else {
            return Field::Silent;
        };
        match read(cell) {
            Ok(value) => Field::Says(value),
            Err(words) => {
                self.note(Severity::Warned, place, cell, &format!("left out: {words}"));
                Field::Silent
            }
        }
    }

    /// Text or a label, which cannot be wrong.
    pub fn plain(&self, names: &[&str], read: impl Fn(&str) -> Option<String>) -> Field<String> {
        self.raw(names).map_or(Field::Silent, |cell| Field::Says(read(cell)))
    }

    /// Refuses the row for what one cell holds.
    pub fn refuse(&mut self, names: &[&str], words: &str) {
        if let Some((place, cell)) = self.row.cell(names) {
            self.note(Severity::Refused, place, cell, words);
        }
    }

    /// Warns of what one cell holds.
    pub fn warn(&mut self, names: &[&str], words: &str) {
        if let Some((place, cell)) = self.row.cell(names) {
            self.note(Severity::Warned, place, cell, words);
        }
    }

    /// Passes over a row that is no record of its own.
    pub fn skip(&mut self, names: &[&str], words: &str) {
        if let Some((place, cell)) = self.row.cell(names) {
            self.note(Severity::Skipped, place, cell, words);
        }
    }

    fn note(&mut self, severity: Severity, place: usize, cell: &str, words: &str) {
        let title = self.row.header().title(place);
        self.report.note(severity, self.row.line, title, &shortened(cell), words);
    }
}
