//! The outbox, in the order in which its changes are final.
//!
//! On PostgreSQL numbers are given before transactions end, and these end in any order: whoever reads after a number
//! skips for ever what commits late. So rows are read in the order of their transactions, and only below the oldest
//! one that still runs. SQLite has one writer, and its numbers rise as transactions end.

use super::writer::Writer;
use super::{Dialect, Param, Statement};
use crate::value::{Storage, Value};

/// The cells of a row of the outbox, in order: transaction, number, whether it is final, tenant, type, key, kind, whom
/// it belonged to, whom it belongs to, fields, moment.
pub const OUTBOX: [Storage; 11] = [
    Storage::Int,
    Storage::Int,
    Storage::Bool,
    Storage::Uuid,
    Storage::Text,
    Storage::Uuid,
    Storage::Text,
    Storage::Uuid,
    Storage::Uuid,
    Storage::Text,
    Storage::Time,
];

const OLDEST: &str = "pg_snapshot_xmin(pg_current_snapshot())::text::int8";

/// Where the outbox ends: the place behind which everything that is not final yet will stand.
#[must_use]
pub fn outbox_end(dialect: Dialect) -> Statement {
    let mut w = Writer::new(dialect);
    match dialect {
        Dialect::Postgres => w.push(&format!("select {OLDEST}, 0::int8")),
        Dialect::Sqlite => w.push("select 0, coalesce(max(\"seq\"), 0) from \"outbox\""),
    }
    w.done()
}

/// The rows behind a place, so many at most.
#[must_use]
pub fn outbox((transaction, number): (i64, i64), most: i64, dialect: Dialect) -> Statement {
    let mut w = Writer::new(dialect);
    let int = |w: &mut Writer, value| w.place(Param::Given(Value::Int(value), Storage::Int), Storage::Int);
    let rest = "\"trust_id\", \"type_name\", \"row_key\", \"kind\", \"owner_before\", \"owner_after\", \
                \"changed_fields\", \"at\" from \"outbox\" where ";
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
    let mut w = Writer::new(dialect);
    let int = |w: &mut Writer, value| w.place(Param::Given(Value::Int(value), Storage::Int), Storage::Int);
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
