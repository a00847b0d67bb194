//! Reads rows of several tables in one statement. Each row comes as the number of its part and a JSON list of its
//! cells.

use super::writer::StatementWriter;
use super::{Dialect, Statement, condition};
use crate::plan::{Cond, Expr};
use crate::value::Storage;

/// One part of the statement: rows of one table.
#[derive(Clone, Debug)]
pub struct AskedRows {
    /// The table.
    pub table: &'static str,
    /// The selected expressions.
    pub cells: Vec<Expr>,
    /// The condition on the rows.
    pub cond: Cond,
}

/// Writes all parts as one statement. On PostgreSQL parts are numbered from 1, like the parents of a keyed read; on
/// SQLite from 0.
#[must_use]
pub fn asked(parts: &[&AskedRows], dialect: Dialect) -> Statement {
    let mut w = StatementWriter::new(dialect);
    for (number, part) in parts.iter().enumerate() {
        w.push(if number == 0 { "select " } else { " union all select " });
        match dialect {
            Dialect::Postgres => w.push(&format!("{}::int8, json_build_array(", number + 1)),
            Dialect::Sqlite => w.push(&format!("{number}, json_array(")),
        }
        for (index, cell) in part.cells.iter().enumerate() {
            w.push(if index == 0 { "" } else { ", " });
            // Keys are blobs on SQLite, which JSON cannot hold.
            let blob = dialect == Dialect::Sqlite && cell.storage() == Storage::Uuid;
            w.push(if blob { "lower(hex(" } else { "" });
            condition::expr(&mut w, "t", cell);
            w.push(if blob { "))" } else { "" });
        }
        w.push(if dialect == Dialect::Postgres { ")::text" } else { ")" });
        w.push(&format!(" from \"{}\" t where ", part.table));
        condition::write(&mut w, "t", &part.cond);
    }
    w.done()
}
