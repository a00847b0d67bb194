//! Judgements from a school's own tracker, mapped to the trust's scale. The school's own value is stored with each.
//!
//! A row is the judgement of a pupil in a subject at an assessment point. It is recorded with `recordAssessments` as the
//! caller who imports, so a file cannot record what this person could not record by hand. A row whose value has no mapping
//! is refused and listed; nothing is guessed and no row is dropped.

mod codes;
mod how;
mod mapping;
mod recorder;
mod rows;

use std::path::{Path, PathBuf};

pub use how::How;

use crate::files::{files, name_of};
use crate::report::{FileReport, Report, Severity};

use crate::source::{self, Next};
use codes::TrustCodes;
use mapping::Mapping;
use recorder::Recorder;
use rows::Judgement;

/// Imports files of judgements.
///
/// # Errors
/// When the database fails; what is wrong with a file or a row is in the report.
pub async fn run(how: &How<'_>, paths: &[PathBuf], progress: &dyn Fn(u64, u64)) -> anyhow::Result<Report> {
    let mut report = Report { dry_run: how.dry_run, ..Report::default() };
    let codes = TrustCodes::read(how).await?;
    let mapping = match Mapping::read(how.mapping, &codes) {
        Ok(mapping) => mapping,
        Err(words) => {
            report.refusal = Some(format!("The mapping file {} {words}", how.mapping.display()));
            return Ok(report);
        }
    };
    let paths = files(paths, "csv")?;
    let total = paths.iter().filter_map(|path| path.metadata().ok()).map(|file| file.len()).sum();
    let mut before = 0;
    for path in &paths {
        let mut file = FileReport::default();
        one(how, path, &codes, &mapping, &mut file, &|done| progress(before + done, total)).await?;
        before += path.metadata().map_or(0, |file| file.len());
        report.files.push(file);
    }
    if report.files.iter().all(|file| file.refusal.is_some()) {
        report.refusal = Some("No file could be imported.".to_owned());
    }
    Ok(report)
}

async fn one(
    how: &How<'_>,
    path: &Path,
    codes: &TrustCodes,
    mapping: &Mapping,
    report: &mut FileReport,
    progress: &dyn Fn(u64),
) -> anyhow::Result<()> {
    let mut source = match source::open(path) {
        Ok(source) => source,
        Err(words) => {
            report.name = name_of(path);
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
        report.refusal = Some(format!(
            "has no column {}: the first row must name the columns upn, subject, point and value",
            missing.join(", ")
        ));
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
                let words = format!("the row has {cells} cells and the header {columns} columns: correct the row");
                report.note(Severity::Refused, line, "", "", &words);
                None
            }
            Ok(Next::Row(row)) => {
                report.tally.read += 1;
                rows::read(&row, codes, mapping, report).map(|judgement| (row.line, judgement))
            }
        };
        if let Some((line, judgement)) = judgement {
            recorder.add(line, judgement, report).await?;
        }
        progress(source.position());
    }
    report.tally.blank = source.blank_rows();
    recorder.finish(report).await
}
