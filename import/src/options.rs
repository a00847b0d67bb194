//! What an import of public files is asked for: which family of files, and how to run.

use std::str::FromStr;

use chrono::NaiveDate;

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
