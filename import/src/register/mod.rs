//! The national register: every school and group of GIAS, with their history and census counts.
//!
//! The register is public and belongs to no tenant. A file is a dated extract. A row keeps the date of the file that
//! described it, and an older file never overwrites it, so the order in which files are imported does not matter. Which
//! members are *current* and which groups are one legal entity follows from all files together, and is worked out after
//! them ([`settle`]).

mod census;
mod establishments;
mod group;
mod group_links;
mod groups;
mod kind;
mod labels;
mod layout;
mod links;
pub mod settle;
mod upsert_by_key;

use chrono::NaiveDate;
use sea_orm::{DatabaseTransaction, DbErr};

pub use kind::Kind;

use self::layout::{Layout, Line};
use crate::report::{FileReport, Refusal, Severity};
use crate::row_reader::RowReader;
use crate::source::{Next, Source};

/// Rows read and written at once: the widest table has 37 columns, and SQLite binds 32,766 values.
const CHUNK_ROWS: usize = 500;

/// Rows that were read together.
struct Chunk<T> {
    lines: Vec<Line<T>>,
    ended: bool,
}

/// Why the import of a file stopped.
pub enum Stopped {
    /// The file is refused.
    Refused(Refusal),
    /// The database failed.
    Database(DbErr),
}

/// Imports a file into the register. If `report.known` is set, the file is only read, for the report.
pub async fn take(
    txn: &DatabaseTransaction,
    source: &mut Source,
    kind: Kind,
    as_of: NaiveDate,
    report: &mut FileReport,
    progress: &dyn Fn(u64),
) -> Result<(), Stopped> {
    match kind {
        Kind::GroupLinks => rows::<group_links::GroupLinks>(txn, source, as_of, report, progress).await,
        Kind::Groups => rows::<groups::Groups>(txn, source, as_of, report, progress).await,
        Kind::Establishments => rows::<establishments::Establishments>(txn, source, as_of, report, progress).await,
        Kind::Links => rows::<links::Links>(txn, source, as_of, report, progress).await,
        Kind::Census => rows::<census::Census>(txn, source, as_of, report, progress).await,
    }
}

async fn rows<L: Layout>(
    txn: &DatabaseTransaction,
    source: &mut Source,
    as_of: NaiveDate,
    report: &mut FileReport,
    progress: &dyn Fn(u64),
) -> Result<(), Stopped> {
    loop {
        let Chunk { lines, ended } = chunk::<L>(source, report).map_err(Stopped::Refused)?;
        if report.known {
            report.tally.unchanged += lines.len() as u64;
        } else if !lines.is_empty() {
            L::write(txn, as_of, lines, report).await.map_err(Stopped::Database)?;
        }
        progress(source.position());
        if ended {
            report.tally.read = source.rows();
            report.tally.blank = source.blank_rows();
            return Ok(());
        }
    }
}

fn chunk<L: Layout>(source: &mut Source, report: &mut FileReport) -> Result<Chunk<L::Row>, Refusal> {
    let mut lines = Vec::with_capacity(CHUNK_ROWS);
    // Counts rows read, not rows accepted: otherwise a file of nothing but refused rows would show no progress.
    for _ in 0..CHUNK_ROWS {
        match source.next()? {
            Next::Row(row) => {
                if let Some(read) = L::read(&mut RowReader::new(&row, report)) {
                    lines.push(Line { number: row.line, row: read });
                }
            }
            Next::Ragged { line, cells, columns } => {
                let words = format!(
                    "the row has {cells} cells and the header {columns} columns: put text that holds commas in quotation marks"
                );
                report.note(Severity::Refused, line, "", "", &words);
            }
            Next::End => return Ok(Chunk { lines, ended: true }),
        }
    }
    Ok(Chunk { lines, ended: false })
}
