//! Reads the cells of one row and reports the cells that cannot be read.
//!
//! A cell that is read with [`RowReader::must`], such as a key, refuses the row if it cannot be read. Any other cell gives
//! a warning, and the database keeps the value it has.

use crate::{
    clean::Cleaned,
    report::{FileReport, Severity},
    source::{Row, shortened},
};

/// What a row says about one column of the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field<T> {
    /// Nothing: the file has no such column, or the cell could not be read.
    Silent,
    /// The value of the cell; `None` for an empty cell, which means that there is no value.
    Says(Option<T>),
}

impl<T> Field<T> {
    /// Sets the known value to what the file says; an empty cell removes it.
    pub fn replace(self, known: &mut Option<T>) {
        if let Field::Says(value) = self {
            *known = value;
        }
    }

    /// Sets the known value to the value of the file; an empty cell changes nothing.
    pub fn overlay(self, known: &mut Option<T>) {
        if let Field::Says(Some(value)) = self {
            *known = Some(value);
        }
    }

    /// Sets the known value if there is none yet.
    pub fn fill(self, known: &mut Option<T>) {
        if known.is_none() {
            self.overlay(known);
        }
    }

    /// The value, if the file has one.
    pub fn value(self) -> Option<T> {
        match self {
            Field::Says(value) => value,
            Field::Silent => None,
        }
    }
}

/// A row that is being read, and the report of what is wrong with it.
pub struct RowReader<'a, 'r> {
    row: &'a Row<'a>,
    report: &'r mut FileReport,
}

impl<'a, 'r> RowReader<'a, 'r> {
    /// Begins to read a row.
    pub fn new(row: &'a Row<'a>, report: &'r mut FileReport) -> Self {
        RowReader { row, report }
    }

    /// The text of the cell, in the first of these columns that the file has.
    pub fn raw(&self, names: &[&str]) -> Option<&'a str> {
        self.row.cell(names).map(|(_, cell)| cell)
    }

    /// A value that the row must have: a cell that is empty or cannot be read refuses the row.
    pub fn must<T>(&mut self, names: &[&str], read: impl Fn(&str) -> Cleaned<T>) -> Option<T> {
        let (place, cell) = self.row.cell(names)?;
        match read(cell) {
            Ok(Some(value)) => return Some(value),
            Ok(None) => self.note(Severity::Refused, place, cell, "the cell is empty, and a value is needed here"),
            Err(words) => self.note(Severity::Refused, place, cell, &words),
        }
        None
    }

    /// A value that the row may lack: a cell that cannot be read gives a warning.
    pub fn field<T>(&mut self, names: &[&str], read: impl Fn(&str) -> Cleaned<T>) -> Field<T> {
        let Some((place, cell)) = self.row.cell(names) else {
            return Field::Silent;
        };
        match read(cell) {
            Ok(value) => Field::Says(value),
            Err(words) => {
                self.note(Severity::Warned, place, cell, &format!("this cell is not imported: {words}"));
                Field::Silent
            }
        }
    }

    /// Text or a label, which can always be read.
    pub fn plain(&self, names: &[&str], read: impl Fn(&str) -> Option<String>) -> Field<String> {
        self.raw(names).map_or(Field::Silent, |cell| Field::Says(read(cell)))
    }

    /// Refuses the row because of one cell.
    pub fn refuse(&mut self, names: &[&str], words: &str) {
        if let Some((place, cell)) = self.row.cell(names) {
            self.note(Severity::Refused, place, cell, words);
        }
    }

    /// Warns about one cell.
    pub fn warn(&mut self, names: &[&str], words: &str) {
        if let Some((place, cell)) = self.row.cell(names) {
            self.note(Severity::Warned, place, cell, words);
        }
    }

    /// Skips a row that describes no school or group.
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
