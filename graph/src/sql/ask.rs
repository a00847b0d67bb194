//! Rows of several tables in one statement: each as a JSON list of its cells, beside the number of its part.

use super::writer::StatementWriter;
use super::{Dialect, Statement, condition};
use crate::plan::{Cond, Expr};
use crate::value::Storage;

/// A part of what is asked.
#[derive(Clone, Debug)]
pub struct AskedRows {
    /// The table.
    pub table: &'static str,
    /// What is selected of a row.
    pub cells: Vec<Expr>,
    /// What must hold of it.
    pub cond: Cond,
}

/// All parts in one statement. PostgreSQL numbers them from 1, as it does the parents of a keyed read.
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
