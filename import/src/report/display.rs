//! The report as the command prints it.

use std::fmt;

use super::Report;
use super::file::{FileReport, Severity};

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
            (true, _) => writeln!(f, "Nothing was stored."),
            (false, true) => writeln!(f, "A trial: nothing was stored."),
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
            writeln!(f, "{}: this file was imported before", self.name)?;
        }
        match self.tally.blank {
            0 => {}
            1 => writeln!(f, "{}: 1 row is blank and was skipped", self.name)?,
            blank => writeln!(f, "{}: {blank} rows are blank and were skipped", self.name)?,
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
            writeln!(f, "  and {} more rows", self.unnamed)?;
        }
        Ok(())
    }
}
