//! The national register: every school and group of GIAS, with their history and census counts.
//!
//! Public, and without a tenant. A file is a dated extract, so every fact keeps the date of the
//! file it came from and an older file never overwrites it: the order in which files are taken in
//! does not matter. Who is *current* and which groups are one legal entity is worked out from
//! everything known once the files are in ([`settle`]).

mod census;
mod establishments;
mod group;
mod group_links;
mod groups;
mod kind;
mod labels;
mod links;
pub mod settle;
mod shelf;

use chrono::NaiveDate;
use sea_orm::{DatabaseTransaction, DbErr};

pub use kind::Kind;

use crate::{
    read::Reading,
    report::{FileReport, Severity},
    source::{Next, Refusal, Source},
};

/// Rows written at once: the widest table has 37 columns, and SQLite binds 32,766 values.
const CHUNK_ROWS: usize = 500;

/// A row of a file with the line it stands on.
struct Line<T> {
    number: u64,
    row: T,
}

/// Rows read in one go.
struct Chunk<T> {
    lines: Vec<Line<T>>,
    ended: bool,
}

/// How the rows of one kind of file are read and written.
trait Layout {
    /// What a row says.
    type Row;

    /// Reads a row; `None` where it was refused or passed over, which the report then knows.
    fn read(reading: &mut Reading<'_, '_>) -> Option<Self::Row>;

    /// Writes what the rows say that the register does not know, and counts them.
    async fn write(
        txn: &DatabaseTransaction,
        as_of: NaiveDate,
        lines: Vec<Line<Self::Row>>,
        report: &mut FileReport,
    ) -> Result<(), DbErr>;
}

/// Why a file was not taken to its end.
pub enum Stopped {
    /// The file is at fault.
    Refused(Refusal),
    /// The database is.
    Database(DbErr),
}

/// Takes a file into the register. A file whose bytes are `known` is read for its report only.
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
            return Ok(());
        }
    }
}

fn chunk<L: Layout>(source: &mut Source, report: &mut FileReport) -> Result<Chunk<L::Row>, Refusal> {
    let mut lines = Vec::with_capacity(CHUNK_ROWS);
    // Bounded by rows read as well, or a file of nothing but refused rows would show no progress.
    for _ in 0..CHUNK_ROWS {
        match source.next()? {
            Next::Row(row) => {
                if let Some(read) = L::read(&mut Reading::new(&row, report)) {
                    lines.push(Line { number: row.line, row: read });
                }
            }
            Next::Ragged { line, cells, columns } => {
                let words =
                    format!("has {cells} cells under {columns} columns: put text with commas in quotation marks");
                report.note(Severity::Refused, line, "", "", &words);
            }
            Next::End => return Ok(Chunk { lines, ended: true }),
        }
    }
    Ok(Chunk { lines, ended: false })
}
