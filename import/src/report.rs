//! What a run did, file by file and row by row, and the exit code that follows.
//!
//! Counts are exact whatever the file; of the single rows a file may name so many are kept, for a
//! hostile file would else fill the memory with its faults.

use std::fmt;

use chrono::NaiveDate;

/// Rows of one file that are named singly.
const NAMED_ROWS: usize = 1000;

/// What became of a whole run.
#[derive(Debug, Default)]
pub struct Report {
    /// One entry per file, in the order given.
    pub files: Vec<FileReport>,
    /// What adoption did, if it was asked for.
    pub adoption: Option<crate::adopt::Adoption>,
    /// Why nothing was done, if nothing was.
    pub refusal: Option<String>,
    /// Whether this was a trial.
    pub dry_run: bool,
}

/// What became of one file.
#[derive(Debug, Default)]
pub struct FileReport {
    /// Name of the file.
    pub name: String,
    /// What its header showed it to be, in words.
    pub kind: Option<&'static str>,
    /// The date it speaks of.
    pub as_of: Option<NaiveDate>,
    /// Whether the text is Windows-1252, not UTF-8.
    pub windows_1252: bool,
    /// Whether these bytes had been taken in before.
    pub known: bool,
    /// Why the file was not taken, if it was not.
    pub refusal: Option<String>,
    /// The counts.
    pub tally: Tally,
    /// The rows with something to mend, up to a thousand.
    pub issues: Vec<Issue>,
    /// Issues beyond those.
    pub unnamed: u64,
    /// What is to be said of the file as a whole.
    pub remarks: Vec<String>,
}

/// Counts of rows. Every row read is in one of the others, warned ones beside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Rows below the header.
    pub read: u64,
    /// Rows that brought something new.
    pub inserted: u64,
    /// Rows that changed what was known.
    pub updated: u64,
    /// Rows that said what was known.
    pub unchanged: u64,
    /// Rows that are no record (totals).
    pub skipped: u64,
    /// Rows refused.
    pub refused: u64,
    /// Cells left out.
    pub warned: u64,
}

/// How much a fault costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The row.
    Refused,
    /// The cell.
    Warned,
    /// Nothing: the row is no record.
    Skipped,
}

/// A row with something to mend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// How much it costs.
    pub severity: Severity,
    /// Line on which the row begins.
    pub line: u64,
    /// Column as the file names it; empty where the whole row is meant.
    pub column: String,
    /// What the cell holds, shortened.
    pub value: String,
    /// What is wrong and what to do.
    pub reason: String,
}

impl Tally {
    /// Rows taken in or found unchanged.
    #[must_use]
    pub fn ok(&self) -> u64 {
        self.inserted + self.updated + self.unchanged
    }
}

impl FileReport {
    pub(crate) fn note(&mut self, severity: Severity, line: u64, column: &str, value: &str, reason: &str) {
        match severity {
            Severity::Refused => self.tally.refused += 1,
            Severity::Warned => self.tally.warned += 1,
            Severity::Skipped => self.tally.skipped += 1,
        }
        if self.issues.len() == NAMED_ROWS {
            self.unnamed += 1;
            return;
        }
        self.issues.push(Issue {
            severity,
            line,
            column: column.to_owned(),
            value: value.to_owned(),
            reason: reason.to_owned(),
        });
    }
}

impl Report {
    /// Exit code of the command: 0 all in, 3 some rows refused, 1 nothing done.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        if self.nothing_done() {
            1
        } else if self.files.iter().any(|file| file.tally.refused > 0) {
            3
        } else {
            0
        }
    }

    /// Whether the run kept, or in a trial would have kept, nothing at all.
    #[must_use]
    pub fn nothing_done(&self) -> bool {
        self.refusal.is_some()
            || self.files.iter().any(|file| file.refusal.is_some())
            || (self.adoption.is_none() && self.files.iter().all(|file| file.tally.ok() == 0))
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = self.files.iter().map(|file| file.name.chars().count()).max().unwrap_or(4).max(4);
        if !self.files.is_empty() {
            writeln!(
                f,
                "{:width$}  {:14} {:10} {:>8} {:>8} {:>8} {:>9} {:>8} {:>8}",
                "file", "kind", "as of", "read", "inserted", "updated", "unchanged", "skipped", "refused"
            )?;
        }
        for file in &self.files {
            let as_of = file.as_of.map_or_else(|| "-".to_owned(), |date| date.to_string());
            let t = &file.tally;
            writeln!(
                f,
                "{:width$}  {:14} {as_of:10} {:>8} {:>8} {:>8} {:>9} {:>8} {:>8}",
                file.name,
                file.kind.unwrap_or("-"),
                t.read,
                t.inserted,
                t.updated,
                t.unchanged,
                t.skipped,
                t.refused
            )?;
        }
        for file in &self.files {
            file.fmt_issues(f)?;
        }
        if let Some(adoption) = &self.adoption {
            writeln!(f, "{adoption}")?;
        }
        if let Some(refusal) = &self.refusal {
            writeln!(f, "{refusal}")?;
        }
        match (self.nothing_done(), self.dry_run) {
            (true, _) => writeln!(f, "Nothing was done."),
            (false, true) => writeln!(f, "A trial: nothing was kept."),
            (false, false) => Ok(()),
        }
    }
}

impl FileReport {
    fn fmt_issues(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(refusal) = &self.refusal {
            writeln!(f, "{} {refusal}", self.name)?;
        }
        if self.windows_1252 {
            writeln!(f, "{}: read as Windows-1252", self.name)?;
        }
        if self.known {
            writeln!(f, "{}: these bytes were taken in before", self.name)?;
        }
        for remark in &self.remarks {
            writeln!(f, "{}: {remark}", self.name)?;
        }
        if self.issues.is_empty() {
            return Ok(());
        }
        writeln!(f, "{}:", self.name)?;
        for issue in &self.issues {
            let word = match issue.severity {
                Severity::Refused => "refused",
                Severity::Warned => "warning",
                Severity::Skipped => "skipped",
            };
            write!(f, "  line {}, {word}", issue.line)?;
            if !issue.column.is_empty() {
                write!(f, ", {} {:?}", issue.column, issue.value)?;
            }
            writeln!(f, ": {}", issue.reason)?;
        }
        if self.unnamed > 0 {
            writeln!(f, "  and {} more", self.unnamed)?;
        }
        Ok(())
    }
}
