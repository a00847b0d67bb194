//! Takes published and exchanged files into the database.
//!
//! A run is one transaction over all its files: they go in together, with the rows that were
//! refused listed one by one, or nothing does. What a file is follows from its header row, never
//! from its name; its name at most tells the date it speaks of. A second run changes nothing.
//!
//! Formats that change rows of a tenant ([`ctf`], [`judgements`]) are taken in under somebody's rights
//! and go through the same actions as every other change, so many rows at a time.

pub mod adopt;
pub mod as_of;
mod asking;
pub mod clean;
pub mod ctf;
pub mod figures;
pub mod judgements;
mod read;
pub mod register;
mod report;
mod run;
mod source;

use std::str::FromStr;

use chrono::NaiveDate;

pub use report::{FileReport, Issue, Report, Severity, Tally};
pub use run::run;

/// A family of files that one command takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Extracts of Get Information about Schools: groups, group links, establishments, links.
    Gias,
    /// The published January census by school.
    Census,
}

impl Format {
    /// The word of the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Format::Gias => "gias",
            Format::Census => "census",
        }
    }
}

impl FromStr for Format {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        match word {
            "gias" => Ok(Format::Gias),
            "census" => Ok(Format::Census),
            other => Err(format!("{other}: no such format, ask for gias or census")),
        }
    }
}

/// How a run is to be made.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Do everything but keep nothing.
    pub dry_run: bool,
    /// The date the files speak of, where they or their names do not say.
    pub as_of: Option<NaiveDate>,
    /// UID of the group to make a tenant of, with its schools.
    pub adopt: Option<i64>,
}
