//! What an import of public files is asked for: which family of files, and how to run.

use std::str::FromStr;

use chrono::NaiveDate;

/// A family of files that one command imports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Extracts of Get Information about Schools: groups, group links, establishments, links.
    Gias,
    /// The published January census by school.
    Census,
}

impl Format {
    /// The word for it on the command line.
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
            other => Err(format!("{other} is not a format of public files: the formats are gias and census")),
        }
    }
}

/// How to run an import.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Do everything but store nothing.
    pub dry_run: bool,
    /// The date that the files describe, if their names do not say.
    pub as_of: Option<NaiveDate>,
    /// UID of the group to adopt as a tenant, with its schools.
    pub adopt: Option<i64>,
}
