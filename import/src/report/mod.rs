//! What a run did, file by file and row by row, and the exit code that follows.

mod adoption;
mod display;
mod file;

pub use adoption::Adoption;
pub use file::{FileReport, Issue, Refusal, Severity, Tally};

/// What happened in a whole run.
#[derive(Debug, Default)]
pub struct Report {
    /// One entry per file, in the order given.
    pub files: Vec<FileReport>,
    /// What the adoption of a trust did, if it was asked for.
    pub adoption: Option<Adoption>,
    /// Why the whole run was refused, if it was.
    pub refusal: Option<String>,
    /// Whether this was a trial.
    pub dry_run: bool,
}

impl Report {
    /// Exit code of the command: 0 every row stored, 3 some rows refused, 1 nothing stored.
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

    /// Whether the run stored nothing or, for a trial, would have stored nothing.
    #[must_use]
    pub fn nothing_done(&self) -> bool {
        self.refusal.is_some()
            || self.files.iter().any(|file| file.refusal.is_some())
            || (self.adoption.is_none() && self.files.iter().all(|file| file.tally.ok() == 0))
    }
}
