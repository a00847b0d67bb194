//! Reads and trims the outbox, in the order in which its changes are final.
//!
//! On PostgreSQL a row gets its number before its transaction commits, and transactions commit in any order: a reader
//! who remembers only the last number would skip rows that commit late. So rows are read in the order of their
//! transactions, and only up to the oldest transaction that still runs. SQLite has one writer: its numbers rise in the
//! order of commits.

use super::writer::StatementWriter;
use super::{Dialect, Param, Statement};
use crate::declare::Column;
use crate::tables::outbox;
use crate::value::{Storage, Value};

/// The cells of an outbox line, in the order of the statement.
#[derive(Clone, Copy, Debug)]
pub enum OutboxCell {
    /// The transaction that wrote the line.
    Transaction,
    /// Its number.
    Number,
    /// Whether the line is final: no transaction still running can add a line before it.
    Final,
    /// The tenant.
    Tenant,
    /// The type of the row.
    TypeName,
    /// The key of the row.
    RowKey,
    /// Whether the row was created, updated or removed.
    Kind,
    /// The row's owner before the change.
    OwnerBefore,
    /// The row's owner after the change.
    OwnerAfter,
    /// Public names of the changed fields.
    ChangedFields,
    /// The time of the change.
    At,
}

impl OutboxCell {
    /// Its place in the row.
    #[must_use]
    pub fn place(self) -> usize {
        self as usize
    }

    /// How it is stored.
    #[must_use]
    pub fn storage(self) -> Storage {
        OUTBOX[self.place()]
    }
}

/// The columns from [`OutboxCell::Tenant`] on.
const REST: [Column; 8] = [
    outbox::TRUST_ID,
    outbox::TYPE_NAME,
    outbox::ROW_KEY,
    outbox::KIND,
    outbox::OWNER_BEFORE,
    outbox::OWNER_AFTER,
    outbox::CHANGED_FIELDS,
    outbox::AT,
];

/// How the cells are stored.
pub const OUTBOX: [Storage; 11] = [
    Storage::Int,
    Storage::Int,
    Storage::Bool,
    REST[0].storage,
    REST[1].storage,
    REST[2].storage,
    REST[3].storage,
    REST[4].storage,
    REST[5].storage,
    REST[6].storage,
    REST[7].storage,
];

const OLDEST: &str = "pg_snapshot_xmin(pg_current_snapshot())::text::int8";

/// The end of the outbox: every line that is not final yet comes after this place.
#[must_use]
pub fn outbox_end(dialect: Dialect) -> Statement {
    let mut w = StatementWriter::new(dialect);
    match dialect {
        Dialect::Postgres => w.push(&format!("select {OLDEST}, 0::int8")),
        Dialect::Sqlite => w.push("select 0, coalesce(max(\"seq\"), 0) from \"outbox\""),
    }
    w.done()
}

/// Reads at most `most` lines after a place.
#[must_use]
pub fn outbox_lines((transaction, number): (i64, i64), most: i64, dialect: Dialect) -> Statement {
    let mut w = StatementWriter::new(dialect);
    let int = |w: &mut StatementWriter, value| w.place(Param::Given(Value::Int(value), Storage::Int), Storage::Int);
    let rest = REST.map(|column| format!("\"{}\"", column.name)).join(", ") + " from \"outbox\" where ";
    match dialect {
        Dialect::Postgres => {
            w.push(&format!("select \"txid\", \"seq\", \"txid\" < {OLDEST}, {rest}(\"txid\", \"seq\") > ("));
            let (transaction, number) = (int(&mut w, transaction), int(&mut w, number));
            w.push(&format!("{transaction}, {number}) order by \"txid\", \"seq\" limit "));
        }
        Dialect::Sqlite => {
            let number = int(&mut w, number);
            w.push(&format!("select 0, \"seq\", 1, {rest}\"seq\" > {number} order by \"seq\" limit "));
        }
    }
    let most = int(&mut w, most);
    w.push(&most);
    w.done()
}

/// Deletes lines up to a place that are older than `before`. Only the oldest `most` lines are examined, so a batch
/// scans at most `most` lines that stay.
#[must_use]
pub fn trim((transaction, number): (i64, i64), before: Value, most: i64, dialect: Dialect) -> Statement {
    let mut w = StatementWriter::new(dialect);
    let int = |w: &mut StatementWriter, value| w.place(Param::Given(Value::Int(value), Storage::Int), Storage::Int);
    w.push(
        "delete from \"outbox\" where \"seq\" in (select \"seq\" from (select \"seq\", \"at\" from \"outbox\" where ",
    );
    match dialect {
        Dialect::Postgres => {
            let (transaction, number) = (int(&mut w, transaction), int(&mut w, number));
            w.push(&format!("(\"txid\", \"seq\") <= ({transaction}, {number}) order by \"txid\", \"seq\""));
        }
        Dialect::Sqlite => {
            let number = int(&mut w, number);
            w.push(&format!("\"seq\" <= {number} order by \"seq\""));
        }
    }
    let most = int(&mut w, most);
    let before = w.place(Param::Given(before, Storage::Time), Storage::Time);
    w.push(&format!(" limit {most}) as oldest where \"at\" < {before})"));
    w.done()
}
