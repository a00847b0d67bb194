//! One run over transfer files: all of them in one transaction that is kept or not.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use chrono::{NaiveDate, Utc};
use entity::school;
use sea_orm::{ColumnTrait, DatabaseConnection, DatabaseTransaction, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::header::{self, CtfHeader};
use super::keep::DatabaseRoll;
use super::notes::{self, Elements};
use super::pupil;
use super::roll::{Kept, Roll};
use super::text;
use super::xml::{Document, Element, Part};
use crate::import::report::{FileReport, Report};
use crate::import::run::{begin, files, name_of};
use crate::import::source::{Refusal, shortened};
use crate::import::{Format, Options};

/// Why a file was given up.
enum Stopped {
    Refused(Refusal),
    Database(anyhow::Error),
}

impl From<Refusal> for Stopped {
    fn from(refusal: Refusal) -> Stopped {
        Stopped::Refused(refusal)
    }
}

/// Takes transfer files into the trust of the school they are for. A folder stands for its `.xml` files.
pub async fn run(
    db: &DatabaseConnection,
    paths: &[PathBuf],
    options: &Options,
    progress: &dyn Fn(u64, u64),
) -> anyhow::Result<Report> {
    let files = files(paths, Format::Ctf.extension())?;
    let total = files.iter().filter_map(|path| std::fs::metadata(path).ok()).map(|found| found.len()).sum();
    let mut report = Report { dry_run: options.dry_run, ..Report::default() };
    let txn = begin(db).await?;
    let mut rolls = HashMap::new();
    let mut done = 0;
    for path in &files {
        let mut file = FileReport { name: name_of(path), kind: Some("transfer file"), ..FileReport::default() };
        let before = done;
        let so_far = |at| progress(before + at, total);
        match take(&txn, &mut rolls, path, options, &mut file, &so_far).await {
            Ok(bytes) => done += bytes,
            Err(Stopped::Refused(refusal)) => file.refusal = Some(refusal),
            Err(Stopped::Database(error)) => {
                return Err(error).with_context(|| format!("while taking in {}", file.name));
            }
        }
        report.files.push(file);
    }
    drop(rolls);
    if report.nothing_done() || options.dry_run {
        txn.rollback().await?;
    } else {
        txn.commit().await?;
    }
    Ok(report)
}

async fn take<'t>(
    txn: &'t DatabaseTransaction,
    rolls: &mut HashMap<Uuid, DatabaseRoll<'t>>,
    path: &Path,
    options: &Options,
    report: &mut FileReport,
    progress: &dyn Fn(u64),
) -> Result<u64, Stopped> {
    let (text, bytes) = text::open(path)?;
    report.windows_1252 = text.is_windows_1252();
    let mut document = Document::new(text);
    let mut elements = Elements::default();
    let mut place: Option<(CtfHeader, NaiveDate, school::Model)> = None;
    let mut seen: HashMap<String, u64> = HashMap::new();
    loop {
        match document.next()? {
            Part::Header(element) => {
                place = Some(begun(txn, &element, options, report, &mut elements).await?);
            }
            Part::Pupil(element) => {
                let Some((header, day, school)) = &place else {
                    return Err(Stopped::Refused("has pupils before its header: have it exported again".to_owned()));
                };
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
                let roll = match rolls.entry(school.trust_id) {
                    std::collections::hash_map::Entry::Occupied(found) => found.into_mut(),
                    std::collections::hash_map::Entry::Vacant(free) => {
                        let roll = DatabaseRoll::load(txn, school.trust_id).await.map_err(Stopped::Database)?;
                        free.insert(roll)
                    }
                };
                keep(roll, school, *day, &pupil, report).await.map_err(Stopped::Database)?;
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
    report.remarks.extend(elements.remarks());
    if report.tally.read == 0 {
        return Err(Stopped::Refused("has no pupils in it: have it exported again".to_owned()));
    }
    Ok(bytes)
}

/// Settles which school's roll it is and for which day.
async fn begun(
    txn: &DatabaseTransaction,
    element: &Element,
    options: &Options,
    report: &mut FileReport,
    elements: &mut Elements,
) -> Result<(CtfHeader, NaiveDate, school::Model), Stopped> {
    let header = header::read(element)?;
    elements.count_unseen(element);
    let today = Utc::now().date_naive();
    let day = options.as_of.or(header.made_on).unwrap_or(today);
    report.as_of = Some(day);
    let school = school(txn, &header, options.school.as_deref()).await?;
    let urn = school.urn.as_deref().map_or_else(String::new, |urn| format!(" (URN {urn})"));
    let version = header.version.as_deref().map_or_else(String::new, |version| format!(" {}", shortened(version)));
    report.remarks.push(format!("CTF{version} from {} to {}{urn}", header.source.words(), school.name));
    Ok((header, day, school))
}

/// The school on whose roll the pupils go: the one named by URN, else the receiving school of the header.
async fn school(txn: &DatabaseTransaction, header: &CtfHeader, urn: Option<&str>) -> Result<school::Model, Stopped> {
    use school::Column as C;
    let all = school::Entity::find();
    let (asked, named) = match (urn, &header.destination.la_code, &header.destination.estab_no) {
        (Some(urn), _, _) => (all.filter(C::Urn.eq(urn)), format!("the URN {urn}")),
        (None, Some(la), Some(estab)) => (
            all.filter(C::LaCode.eq(la.as_str())).filter(C::EstabNo.eq(estab.as_str())),
            format!("the number {la}/{estab}"),
        ),
        (None, ..) => {
            return Err(Stopped::Refused(
                "names no receiving school (DestSchool): give the URN of the school with --school".to_owned(),
            ));
        }
    };
    // A school that has left is on another trust's books.
    let mut found =
        asked.filter(C::Stage.ne("FORMER")).all(txn).await.map_err(|error| Stopped::Database(error.into()))?;
    match (found.pop(), found.is_empty()) {
        (Some(school), true) => Ok(school),
        (None, _) => Err(Stopped::Refused(format!(
            "is for a school that no trust here has ({named}): give the URN of the school with --school"
        ))),
        (Some(_), false) => Err(Stopped::Refused(format!("is for a school that several trusts here have ({named})"))),
    }
}

async fn keep(
    roll: &mut impl Roll,
    school: &school::Model,
    day: NaiveDate,
    pupil: &pupil::CtfPupil,
    report: &mut FileReport,
) -> anyhow::Result<()> {
    let outcome = roll.keep(school, day, pupil).await?;
    outcome.warnings.iter().for_each(|fault| notes::warn(report, fault));
    match outcome.kept {
        Kept::Inserted => report.tally.inserted += 1,
        Kept::Updated => report.tally.updated += 1,
        Kept::Unchanged => report.tally.unchanged += 1,
        Kept::Refused(faults) => notes::refuse(report, &faults),
    }
    Ok(())
}
