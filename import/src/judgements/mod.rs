//! Judgements from a school's own tracker: mapped to the trust's scale, the school's own value kept beside.
//!
//! A row is a pupil's judgement in a subject at an assessment point. It goes through `recordAssessments` under the rights
//! of whoever imports, so that nothing comes in that this person could not record by hand. A value without a mapping is
//! refused and named; nothing is guessed and nothing is dropped.

mod mapping;
mod record;
mod rows;

use std::path::{Path, PathBuf};

use graph::{Caller, Engine};

use crate::asking::Asking;
use crate::report::{FileReport, Report, Severity};
use crate::run::files;
use crate::source::{self, Next};
use mapping::Mapping;
use record::{Recorder, Trust};
use rows::Judgement;

/// Whose rights are used, and how.
#[derive(Debug)]
pub struct How<'a> {
    /// The engine.
    pub engine: &'a Engine,
    /// Who imports.
    pub caller: &'a Caller,
    /// The file that says which band a value of the school's stands for.
    pub mapping: &'a Path,
    /// Do everything but keep nothing.
    pub dry_run: bool,
}

impl How<'_> {
    fn asking(&self) -> Asking<'_> {
        Asking { engine: self.engine, caller: self.caller }
    }
}

/// Takes in files of judgements.
///
/// # Errors
/// When the database fails; what is wrong with a file or a row is in the report.
pub async fn run(how: &How<'_>, paths: &[PathBuf], progress: &dyn Fn(u64, u64)) -> anyhow::Result<Report> {
    let mut report = Report { dry_run: how.dry_run, ..Report::default() };
    let trust = Trust::read(how).await?;
    let mapping = match Mapping::read(how.mapping, &trust) {
        Ok(mapping) => mapping,
        Err(words) => {
            report.refusal = Some(format!("the mapping {} {words}", how.mapping.display()));
            return Ok(report);
        }
    };
    let paths = files(paths, "csv")?;
    let total = paths.iter().filter_map(|path| path.metadata().ok()).map(|file| file.len()).sum();
    let mut before = 0;
    for path in &paths {
        let mut file = FileReport::default();
        one(how, path, &trust, &mapping, &mut file, &|done| progress(before + done, total)).await?;
        before += path.metadata().map_or(0, |file| file.len());
        report.files.push(file);
    }
    if report.files.iter().all(|file| file.refusal.is_some()) {
        report.refusal = Some("no file could be taken".to_owned());
    }
    Ok(report)
}

async fn one(
    how: &How<'_>,
    path: &Path,
    trust: &Trust,
    mapping: &Mapping,
    report: &mut FileReport,
    progress: &dyn Fn(u64),
) -> anyhow::Result<()> {
    let mut source = match source::open(path) {
        Ok(source) => source,
        Err(words) => {
            report.name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
            report.refusal = Some(words);
            return Ok(());
        }
    };
    report.name.clone_from(&source.name);
    report.kind = Some("judgements");
    report.windows_1252 = source.is_windows_1252();
    let missing: Vec<&str> = rows::NEEDED
        .into_iter()
        .filter(|names| names.iter().all(|name| source.header.place(name).is_none()))
        .map(|names| names[0])
        .collect();
    if !missing.is_empty() {
        report.refusal =
            Some(format!("has no column {}: name the columns upn, subject, point, value", missing.join(", ")));
        return Ok(());
    }
    let mut recorder = Recorder::new(how);
    loop {
        let judgement: Option<(u64, Judgement)> = match source.next() {
            Err(words) => {
                report.refusal = Some(words);
                return Ok(());
            }
            Ok(Next::End) => break,
            Ok(Next::Ragged { line, cells, columns }) => {
                report.tally.read += 1;
                let words = format!("has {cells} cells where the header has {columns}: mend the row");
                report.note(Severity::Refused, line, "", "", &words);
                None
            }
            Ok(Next::Row(row)) => {
                report.tally.read += 1;
                rows::read(&row, trust, mapping, report).map(|judgement| (row.line, judgement))
            }
        };
        if let Some((line, judgement)) = judgement {
            recorder.take(line, judgement, report).await?;
        }
        progress(source.position());
    }
    recorder.finish(report).await
}
