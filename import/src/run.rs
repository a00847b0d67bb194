//! One import of public files: all files and, if asked for, the adoption of a trust, in one transaction.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use chrono::{Days, NaiveDate, Utc};
use domain::platform::academic_year::{census_day, first_year_of, label};
use domain::platform::calendar::day_of;
use entity::{register_snapshot as snapshot, register_trust};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction, EntityTrait,
    PaginatorTrait, QueryFilter, SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use uuid::Uuid;

use crate::adopt::adopt;
use crate::clock::now;
use crate::file_date::{from_name, year_from_name};
use crate::files::{files, name_of};
use crate::options::{Format, Options};
use crate::register::{self, Kind, Stopped};
use crate::report::{FileReport, Refusal, Report, Severity};
use crate::source::{self, Source};

/// The most groups that the register may hold. The national register has about 30,000. `register::settle` keeps all of
/// them in memory, so a file of invented groups must be refused.
const MAX_GROUPS: u64 = 500_000;

/// Imports files into the database.
///
/// A path that is a folder stands for its CSV files. `progress` is called with the bytes read so far and the bytes of all
/// files. What is wrong with a file is in the report; if a whole file is refused, nothing is stored.
///
/// # Errors
/// When the database fails or a folder cannot be read.
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
    // Immediate, because SQLite refuses at once to let a transaction that began as a reader write while another waits.
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
                return Err(error).with_context(|| format!("while importing {}", file.name));
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
        // Without statistics SQLite does not know how many rows a table has, and plans badly.
        db.execute_unprepared("analyze").await?;
    }
    Ok(report)
}

/// What follows once all files are read: the derived columns of the register, and the adoption.
async fn finish(txn: &DatabaseTransaction, report: &mut Report, options: &Options) -> anyhow::Result<()> {
    let groups = register_trust::Entity::find().count(txn).await?;
    if groups > MAX_GROUPS {
        report.refusal = Some(format!(
            "The register would hold {groups} groups, and at most {MAX_GROUPS} are accepted: check that these are GIAS files."
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

/// Imports one file and returns its length in bytes.
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
        let words = "the schools of the refused rows are recorded as having left their group: correct those rows and import the file again";
        report.note(Severity::Warned, 1, "", "", words);
    }
    if source.ends_abruptly() {
        let last = source.rows() + source.blank_rows() + 1;
        let words =
            "the last line has no line break, so the file may have been cut short: check the last cell of this line";
        report.note(Severity::Warned, last, "", "", words);
    }
    if report.tally.ok() > 0 && !report.known {
        remember(txn, &source, kind, as_of, report, known).await.map_err(Stopped::Database)?;
    }
    Ok(source.bytes)
}

/// The date that the rows of the file describe: `--as-of`, else the date in its name.
fn date_of(source: &Source, kind: Kind, given: Option<NaiveDate>) -> Result<NaiveDate, Refusal> {
    let named = match (given, kind) {
        (Some(date), Kind::Census) => census_day(first_year_of(date)),
        (Some(date), _) => Some(date),
        (None, Kind::Census) => year_from_name(&source.name).and_then(census_day),
        (None, _) => from_name(&source.name),
    };
    let Some(date) = named else {
        return Err(match kind {
            Kind::Census => {
                "has no academic year in its name: give --as-of with a day of that year, or rename the file \
                             like census_2018-19.csv"
                    .to_owned()
            }
            _ => "has no date in its name: give --as-of, or rename the file like groups_2022-03.csv".to_owned(),
        });
    };
    // Up to 31 days ahead, because a month stands for its last day. A date further ahead would outrank every later file.
    if date > day_of(Utc::now()) + Days::new(31) {
        return Err(format!("is dated {date}, which is yet to come: give the right date with --as-of"));
    }
    Ok(date)
}

/// Whether these bytes were imported before under this date or a later one, so that there is nothing to store.
fn taken_before(before: &snapshot::Model, kind: Kind, as_of: NaiveDate) -> Result<bool, Refusal> {
    if kind == Kind::Census && before.as_of != as_of {
        return Err(format!(
            "was imported before as the census of {}, and its name or --as-of now says {}: correct the one that is wrong",
            label(first_year_of(before.as_of)),
            label(first_year_of(as_of))
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
