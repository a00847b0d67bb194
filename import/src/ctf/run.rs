//! One run over transfer files: all are read through, then each is taken in.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use chrono::NaiveDate;

use super::check::{self, School};
use super::header::{self, CtfHeader};
use super::notes::{self, Elements};
use super::pupil;
use super::take::Taking;
use super::xml::{Document, Element, Part};
use super::{How, text};
use crate::report::{FileReport, Report};
use crate::run::{files, name_of};
use crate::source::{Refusal, shortened};

/// Why a file was given up.
enum Stopped {
    Refused(Refusal),
    Failed(anyhow::Error),
}

impl From<Refusal> for Stopped {
    fn from(refusal: Refusal) -> Stopped {
        Stopped::Refused(refusal)
    }
}

/// Takes transfer files into the trust of whoever imports. A folder stands for its `.xml` files.
///
/// # Errors
/// When the database fails; what is wrong with a file or a pupil is in the report.
pub async fn run(how: &How<'_>, paths: &[PathBuf], progress: &dyn Fn(u64, u64)) -> anyhow::Result<Report> {
    let files = files(paths, "xml")?;
    let total = files.iter().filter_map(|path| std::fs::metadata(path).ok()).map(|found| found.len()).sum();
    let mut report = Report { dry_run: how.dry_run, ..Report::default() };
    let schools = check::schools(how).await?;
    let mut destined = Vec::new();
    for path in &files {
        let mut file = FileReport { name: name_of(path), kind: Some("transfer file"), ..FileReport::default() };
        match check::check(path, how, &schools) {
            Ok(school) => destined.push(school),
            Err(refusal) => file.refusal = Some(refusal),
        }
        report.files.push(file);
    }
    if destined.len() < files.len() {
        return Ok(report);
    }
    let mut done = 0;
    for ((path, school), file) in files.iter().zip(&destined).zip(&mut report.files) {
        let before = done;
        let so_far = |at| progress(before + at, total);
        match take(how, school, path, file, &so_far).await {
            Ok(bytes) => done += bytes,
            Err(Stopped::Refused(refusal)) => file.refusal = Some(refusal),
            Err(Stopped::Failed(error)) => return Err(error).with_context(|| format!("while taking in {}", file.name)),
        }
    }
    Ok(report)
}

async fn take(
    how: &How<'_>,
    school: &School,
    path: &Path,
    report: &mut FileReport,
    progress: &dyn Fn(u64),
) -> Result<u64, Stopped> {
    let (text, bytes) = text::open(path)?;
    report.windows_1252 = text.is_windows_1252();
    let mut document = Document::new(text);
    let mut elements = Elements::default();
    let mut begun_with: Option<(CtfHeader, NaiveDate, Taking<'_>)> = None;
    let mut seen: HashMap<String, u64> = HashMap::new();
    loop {
        match document.next()? {
            Part::Header(element) => {
                let (header, day) = begun(how, school, &element, report, &mut elements)?;
                begun_with = Some((header, day, Taking::new(how, school, day)));
            }
            Part::Pupil(element) => {
                let Some((header, day, taking)) = &mut begun_with else { continue };
                report.tally.read += 1;
                let reading = pupil::read(&element, header, *day, &mut elements);
                reading.warnings.iter().for_each(|fault| notes::warn(report, fault));
                let pupil = match reading.pupil {
                    Ok(pupil) => pupil,
                    Err(faults) => {
                        notes::refuse(report, &faults);
                        continue;
                    }
                };
                if let Some(line) = seen.insert(pupil.upn.as_str().to_owned(), pupil.line) {
                    let words = format!("this UPN stands at line {line} already: whose is it?");
                    let cell = element.child("UPN").unwrap_or(&element);
                    notes::refuse(report, &[notes::Fault::of(cell, words)]);
                    continue;
                }
                taking.take(pupil, report).await.map_err(Stopped::Failed)?;
            }
            Part::TooLarge(line) => {
                report.tally.read += 1;
                let words = "the pupil has more parts than any pupil has: have it exported again";
                notes::refuse(report, &[notes::Fault::at(line, words)]);
            }
            Part::Other(name) => elements.unknown(name),
            Part::End => break,
        }
        progress(document.text().position());
    }
    if let Some((_, _, mut taking)) = begun_with {
        taking.finish(report).await.map_err(Stopped::Failed)?;
    }
    report.remarks.extend(elements.remarks());
    report.issues.sort_by_key(|issue| issue.line);
    Ok(bytes)
}

/// Settles for which day the file is, and notes whose it is.
fn begun(
    how: &How<'_>,
    school: &School,
    element: &Element,
    report: &mut FileReport,
    elements: &mut Elements,
) -> Result<(CtfHeader, NaiveDate), Refusal> {
    let header = header::read(element)?;
    elements.count_unseen(element);
    // A clock that ran ahead made no file of tomorrow.
    let made_on = header.made_on.map_or(how.caller.today, |day| day.min(how.caller.today));
    let day = how.as_of.unwrap_or(made_on);
    report.as_of = Some(day);
    let urn = if school.urn.is_empty() { String::new() } else { format!(" (URN {})", school.urn) };
    let version = header.version.as_deref().map_or_else(String::new, |version| format!(" {}", shortened(version)));
    report.remarks.push(format!("CTF{version} from {} to {}{urn}", header.source.words(), school.name));
    Ok((header, day))
}
