//! The outbox, in the order in which its changes are final.
//!
//! On PostgreSQL numbers are given before transactions end, and these end in any order: whoever reads after a number
//! skips for ever what commits late. So rows are read in the order of their transactions, and only below the oldest
//! one that still runs. SQLite has one writer, and its numbers rise as transactions end.

use super::writer::StatementWriter;
use super::{Dialect, Param, Statement};
use crate::declare::Column;
use crate::tables::outbox;
use crate::value::{Storage, Value};

/// The cells of a line of the outbox, in the order in which they are read.
#[derive(Clone, Copy, Debug)]
pub enum OutboxCell {
    /// The transaction that wrote the line.
    Transaction,
    /// Its number.
    Number,
    /// Whether it is final.
    Final,
    /// The tenant.
    Tenant,
    /// The type of the row.
    TypeName,
    /// The key of the row.
    RowKey,
    /// What happened to it.
    Kind,
    /// Whom it belonged to.
    OwnerBefore,
    /// Whom it belongs to.
    OwnerAfter,
    /// Public names of what changed.
    ChangedFields,
    /// When.
    At,
}

impl OutboxCell {
    /// Its place.
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

/// Where the outbox ends: the place behind which everything that is not final yet will stand.
#[must_use]
pub fn outbox_end(dialect: Dialect) -> Statement {
    let mut w = StatementWriter::new(dialect);
    match dialect {
        Dialect::Postgres => w.push(&format!("select {OLDEST}, 0::int8")),
        Dialect::Sqlite => w.push("select 0, coalesce(max(\"seq\"), 0) from \"outbox\""),
    }
    w.done()
}

/// The rows behind a place, so many at most.
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

/// Removes rows before a place that are older than a moment: of the oldest so many, so that none is looked at that stays
/// but those of one reading.
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
