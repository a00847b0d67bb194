//! One run: all its files, adoption if asked for, in one transaction that is kept or not.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use chrono::{Days, NaiveDate, Utc};
use entity::{register_snapshot as snapshot, register_trust};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction, EntityTrait,
    PaginatorTrait, QueryFilter, SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use uuid::Uuid;

use crate::{
    Format, Options,
    adopt::adopt,
    as_of::{academic_year_from_name, academic_year_of, census_day, from_name},
    register::{self, Kind, Stopped},
    report::{FileReport, Report, Severity},
    source::{self, Refusal, Source},
};

/// Groups that a register may hold. The national one has some 30,000; what settles them keeps
/// them in memory, so a file of invented ones must not go in.
const MAX_GROUPS: u64 = 500_000;

/// Takes files into the database.
///
/// A path that is a folder stands for its CSV files. `progress` hears the bytes done and the
/// bytes there are. An error is the database's or the folder's; whatever is wrong with a file is
/// in the report, and then nothing was kept.
pub async fn run(
    db: &DatabaseConnection,
    format: Format,
    paths: &[PathBuf],
    options: &Options,
    progress: &dyn Fn(u64, u64),
) -> anyhow::Result<Report> {
    let files = files(paths, "csv")?;
    let total = files.iter().filter_map(|path| fs::metadata(path).ok()).map(|m| m.len()).sum();
    let mut report = Report { dry_run: options.dry_run, ..Report::default() };
    // Immediate: a deferred reader that turns writer fails at once when another writer waits.
    let mode = TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    };
    let txn = db.begin_with_options(mode).await?;
    let mut done = 0;
    for path in &files {
        let mut file = FileReport { name: name_of(path), ..FileReport::default() };
        let before = done;
        let so_far = |at| progress(before + at, total);
        match take(&txn, path, format, options, &mut file, &so_far).await {
            Ok(bytes) => done += bytes,
            Err(Stopped::Refused(refusal)) => file.refusal = Some(refusal),
            Err(Stopped::Database(error)) => {
                return Err(error).with_context(|| format!("while taking in {}", file.name));
            }
        }
        report.files.push(file);
    }
    if report.files.iter().all(|file| file.refusal.is_none()) {
        finish(&txn, &mut report, options).await?;
    }
    if report.nothing_done() || options.dry_run {
        txn.rollback().await?;
    } else {
        txn.commit().await?;
        // An embedded database plans by guess until it is told how many rows there are.
        db.execute_unprepared("analyze").await?;
    }
    Ok(report)
}

/// What is done once, after all files.
async fn finish(txn: &DatabaseTransaction, report: &mut Report, options: &Options) -> anyhow::Result<()> {
    let groups = register_trust::Entity::find().count(txn).await?;
    if groups > MAX_GROUPS {
        report.refusal = Some(format!(
            "The register would hold {groups} groups, and {MAX_GROUPS} are taken: these are no GIAS files."
        ));
        return Ok(());
    }
    let changed = |file: &FileReport| file.tally.inserted + file.tally.updated > 0;
    if report.files.iter().any(changed) {
        register::settle::settle(txn).await?;
    }
    if let Some(uid) = options.adopt {
        match adopt(txn, uid).await? {
            Ok(adoption) => report.adoption = Some(adoption),
            Err(refusal) => report.refusal = Some(refusal),
        }
    }
    Ok(())
}

/// Takes one file, and answers its length.
async fn take(
    txn: &DatabaseTransaction,
    path: &Path,
    format: Format,
    options: &Options,
    report: &mut FileReport,
    progress: &dyn Fn(u64),
) -> Result<u64, Stopped> {
    let mut source = source::open(path).map_err(Stopped::Refused)?;
    let kind = register::Kind::recognise(&source.header, format).map_err(Stopped::Refused)?;
    report.kind = Some(kind.words());
    report.windows_1252 = source.is_windows_1252();
    let as_of = date_of(&source, kind, options.as_of).map_err(Stopped::Refused)?;
    report.as_of = Some(as_of);
    let known = snapshot::Entity::find()
        .filter(snapshot::Column::ContentHash.eq(&source.hash))
        .one(txn)
        .await
        .map_err(Stopped::Database)?;
    report.known = match &known {
        Some(before) => taken_before(before, kind, as_of).map_err(Stopped::Refused)?,
        None => false,
    };
    register::take(txn, &mut source, kind, as_of, report, progress).await?;
    if report.tally.read == 0 {
        return Err(Stopped::Refused("has no rows below its header: fetch it again".to_owned()));
    }
    if kind == Kind::GroupLinks && report.tally.refused > 0 {
        let words = "schools of the refused rows count as having left: mend those rows and run again";
        report.note(Severity::Warned, 1, "", "", words);
    }
    if source.ends_abruptly() {
        let last = source.rows() + 1;
        let words = "the file ends without a line break: if it was cut short, the last cell may be";
        report.note(Severity::Warned, last, "", "", words);
    }
    if report.tally.ok() > 0 && !report.known {
        remember(txn, &source, kind, as_of, report, known).await.map_err(Stopped::Database)?;
    }
    Ok(source.bytes)
}

/// The date the file speaks of: the option, else its name.
fn date_of(source: &Source, kind: Kind, given: Option<NaiveDate>) -> Result<NaiveDate, Refusal> {
    let named = match (given, kind) {
        (Some(date), Kind::Census) => census_day(&academic_year_of(date)),
        (Some(date), _) => Some(date),
        (None, Kind::Census) => academic_year_from_name(&source.name).and_then(|y| census_day(&y)),
        (None, _) => from_name(&source.name),
    };
    let Some(date) = named else {
        return Err(match kind {
            Kind::Census => "tells no academic year by its name: give --as-of with a day of that year, \
                             or name the file like census_2018-19.csv"
                .to_owned(),
            _ => "tells no date by its name: give --as-of, or name the file like groups_2022-03.csv".to_owned(),
        });
    };
    // A month stands for its last day, and a date years ahead would outrank every later file.
    if date > Utc::now().date_naive() + Days::new(31) {
        return Err(format!("speaks of {date}, which is yet to come: give its date with --as-of"));
    }
    Ok(date)
}

/// Whether bytes taken in before have nothing new to say under this date.
fn taken_before(before: &snapshot::Model, kind: Kind, as_of: NaiveDate) -> Result<bool, Refusal> {
    if kind == Kind::Census && before.as_of != as_of {
        return Err(format!(
            "was taken in as the census of {}: its name or --as-of now says {}",
            academic_year_of(before.as_of),
            academic_year_of(as_of)
        ));
    }
    Ok(before.as_of >= as_of)
}

async fn remember(
    txn: &DatabaseTransaction,
    source: &Source,
    kind: Kind,
    as_of: NaiveDate,
    report: &FileReport,
    known: Option<snapshot::Model>,
) -> Result<(), sea_orm::DbErr> {
    let rows = |count: u64| Set(i32::try_from(count).unwrap_or(i32::MAX));
    let row = snapshot::ActiveModel {
        id: Set(known.as_ref().map_or_else(Uuid::now_v7, |before| before.id)),
        kind: Set(kind.code().to_owned()),
        file_name: Set(source.name.clone()),
        content_hash: Set(source.hash.clone()),
        as_of: Set(as_of),
        rows_in: rows(report.tally.read),
        rows_ok: rows(report.tally.ok()),
        rows_refused: rows(report.tally.refused),
        imported_at: Set(now()),
    };
    match known {
        Some(_) => snapshot::Entity::update(row).exec(txn).await.map(|_| ()),
        None => snapshot::Entity::insert(row).exec_without_returning(txn).await.map(|_| ()),
    }
}

/// The time to the microsecond, which is what PostgreSQL keeps.
pub(crate) fn now() -> chrono::DateTime<Utc> {
    use chrono::SubsecRound as _;
    Utc::now().trunc_subsecs(6)
}

/// The files meant: a folder stands for those files in it that end so, by name.
pub(crate) fn files(paths: &[PathBuf], extension: &str) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in paths {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let entries = fs::read_dir(path).with_context(|| format!("reading {}", path.display()))?;
        let mut inside = Vec::new();
        for entry in entries {
            let file = entry.with_context(|| format!("reading {}", path.display()))?.path();
            if file.extension().is_some_and(|ext| ext.eq_ignore_ascii_case(extension)) {
                inside.push(file);
            }
        }
        inside.sort();
        files.append(&mut inside);
    }
    Ok(files)
}

pub(crate) fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
