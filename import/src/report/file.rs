//! What a run did with one file: counts, the rows to correct, and why it was refused.
//!
//! The counts are always exact. The number of rows listed is limited, because a hostile file could otherwise fill the
//! memory with its faults.

use chrono::NaiveDate;

/// The most rows of one file that are listed.
const LISTED_ROWS: usize = 1000;

/// Why a whole file is refused, as a sentence without its subject: `is empty: fetch it again`.
pub type Refusal = String;

/// What happened to one file.
#[derive(Debug, Default)]
pub struct FileReport {
    /// Name of the file.
    pub name: String,
    /// The kind of file that its header showed, in words.
    pub kind: Option<&'static str>,
    /// The date that its rows describe.
    pub as_of: Option<NaiveDate>,
    /// Whether the text is Windows-1252 and not UTF-8.
    pub windows_1252: bool,
    /// Whether a file of exactly these bytes was imported before.
    pub known: bool,
    /// Why the file was refused, if it was.
    pub refusal: Option<Refusal>,
    /// The counts.
    pub tally: Tally,
    /// The rows to correct, at most a thousand.
    pub issues: Vec<Issue>,
    /// Number of issues that are not listed.
    pub unnamed: u64,
    /// Remarks about the file as a whole.
    pub remarks: Vec<String>,
}

/// Counts of rows. Every row read is inserted, updated, unchanged, skipped or refused; warnings are counted in addition.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Rows below the header.
    pub read: u64,
    /// Rows that added something.
    pub inserted: u64,
    /// Rows that changed something.
    pub updated: u64,
    /// Rows that agree with what the database holds.
    pub unchanged: u64,
    /// Rows that describe no school or group, such as totals.
    pub skipped: u64,
    /// Rows refused.
    pub refused: u64,
    /// Warnings: mostly cells that were left out.
    pub warned: u64,
    /// Rows in which there is nothing. They are not read.
    pub blank: u64,
}

/// What an issue costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The row is not stored.
    Refused,
    /// The row is stored; usually the cell is not.
    Warned,
    /// Nothing: the row describes no school or group.
    Skipped,
}

/// Something to correct in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// What it costs.
    pub severity: Severity,
    /// Line on which the row begins.
    pub line: u64,
    /// Column as the file names it; empty if the issue concerns the whole row.
    pub column: String,
    /// Content of the cell, shortened.
    pub value: String,
    /// What is wrong and what to do.
    pub reason: String,
}

impl Tally {
    /// Rows that are in the database now: inserted, updated or unchanged.
    #[must_use]
    pub fn ok(&self) -> u64 {
        self.inserted + self.updated + self.unchanged
    }
}

impl FileReport {
    /// Counts an issue, and lists it unless too many are listed already.
    pub(crate) fn note(&mut self, severity: Severity, line: u64, column: &str, value: &str, reason: &str) {
        match severity {
            Severity::Refused => self.tally.refused += 1,
            Severity::Warned => self.tally.warned += 1,
            Severity::Skipped => self.tally.skipped += 1,
        }
        if self.issues.len() == LISTED_ROWS {
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
