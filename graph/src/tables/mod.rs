//! The engine's own tables, beside those of declared types.
//!
//! Code that writes a row pairs each value with its column ([`split`]), and code that reads a row names the column. A
//! test compares these descriptions with the migrated database.

pub mod audit_event;
pub mod idempotency_key;
pub mod outbox;
pub mod read_event;
pub mod row_stamp;

use crate::declare::Column;
use crate::value::{Storage, Value};

/// A table of the engine.
#[derive(Debug)]
pub struct EngineTable {
    /// Its name.
    pub name: &'static str,
    /// Its columns, in any order.
    pub columns: &'static [Column],
}

/// All tables of the engine.
pub const ENGINE_TABLES: [EngineTable; 5] = [
    EngineTable { name: audit_event::TABLE, columns: &audit_event::COLUMNS },
    EngineTable { name: idempotency_key::TABLE, columns: &idempotency_key::COLUMNS },
    EngineTable { name: read_event::TABLE, columns: &read_event::COLUMNS },
    EngineTable { name: outbox::TABLE, columns: &outbox::COLUMNS },
    EngineTable { name: row_stamp::TABLE, columns: &row_stamp::COLUMNS },
];

const fn must(table: &'static str, name: &'static str, storage: Storage) -> Column {
    Column { table, name, storage, nullable: false }
}

const fn may(table: &'static str, name: &'static str, storage: Storage) -> Column {
    Column { table, name, storage, nullable: true }
}

/// Splits rows, each a list of columns with their values, into the columns and the rows of values. All rows must list
/// the same columns in the same order.
pub(crate) fn split<const N: usize>(rows: Vec<[(Column, Value); N]>) -> (Vec<Column>, Vec<Vec<Value>>) {
    let columns = rows.first().map(|row| row.iter().map(|(column, _)| *column).collect()).unwrap_or_default();
    let values = rows.into_iter().map(|row| row.into_iter().map(|(_, value)| value).collect()).collect();
    (columns, values)
}
