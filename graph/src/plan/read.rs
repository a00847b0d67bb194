//! One read of a plan: which rows of which table, in which order, with which columns.

use super::Context;
use super::condition::Cond;
use super::logged::{Logged, Mark};
use super::object::Check;
use super::order::OrderKey;
use crate::declare::{Batch, Column, Dated, Through};
use crate::request::{Arg, Bind};
use crate::value::Storage;

/// A read. It costs a statement for its rows, and one for its counts where they are asked for.
#[derive(Debug)]
pub struct Read {
    /// The type, by number.
    pub resource: usize,
    /// The table.
    pub table: &'static str,
    /// The key column.
    pub id: Column,
    /// The read whose rows lead here.
    pub parent: Option<Parent>,
    /// How rows are found.
    pub origin: Origin,
    /// At most one row per key.
    pub single: bool,
    /// What is selected, in order.
    pub columns: Vec<Expr>,
    /// What must hold.
    pub cond: Cond,
    /// The order, closed by the key.
    pub order: Vec<OrderKey>,
    /// The page, for a connection.
    pub page: Option<Page>,
    /// Whether rows are wanted.
    pub wants_rows: bool,
    /// Whether counts are wanted.
    pub wants_count: bool,
    /// Values worked out for all rows at once.
    pub batches: Vec<BatchCall>,
    /// What its rows are logged with, where a read of them is logged.
    pub logged: Option<Logged>,
    /// Sensitive fields used in `where` or `orderBy`: returning a row reveals them, so each row is logged with them.
    pub compared: Vec<Mark>,
    /// The response keys that lead here, for errors and `plan`.
    pub path: Vec<String>,
    /// What makes two selections of one link the same read.
    pub identity: String,
}

/// The rows a read starts from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parent {
    /// The read.
    pub read: usize,
    /// Where its rows have the key.
    pub key: ParentKey,
}

/// Where the rows of a read have the key of another row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParentKey {
    /// In a cell.
    Cell(usize),
    /// In what a batch of the read returns, by number, under the names of a path; several in a row where a list is on it.
    Computed {
        /// The batch.
        batch: usize,
        /// The names of the fields.
        path: Vec<String>,
        /// Whether a list is on the path.
        many: bool,
    },
}

/// How rows are found.
#[derive(Clone, Debug)]
pub enum Origin {
    /// By the condition alone.
    Root,
    /// By the parents' keys in a column.
    Keyed(Column),
    /// By the parents' keys over a table in between, on a day, as far as the caller may see that table's rows.
    Through(Box<Through>, Cond),
}

/// A page of a connection.
#[derive(Clone, Debug)]
pub struct Page {
    /// `first` or `last`; the default where neither is given.
    pub limit: Option<Bind>,
    /// Whether `last` counts, from the end.
    pub backward: bool,
    /// Start after this cursor.
    pub after: Option<Bind>,
    /// End before this cursor.
    pub before: Option<Bind>,
    /// The day of a dated tie.
    pub as_of: Option<Bind>,
}

/// Something selected.
#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    /// A column.
    Column(Column),
    /// A truth value: whether a condition holds of the row.
    Holds(Cond),
    /// A column where a condition holds, else nothing.
    Masked(Column, Cond),
}

impl Expr {
    /// How its cell is decoded.
    #[must_use]
    pub fn storage(&self) -> Storage {
        match self {
            Expr::Column(column) | Expr::Masked(column, _) => column.storage,
            Expr::Holds(_) => Storage::Bool,
        }
    }
}

/// A batch of a read.
#[derive(Debug)]
pub struct BatchCall {
    /// What is called.
    pub batch: Batch,
    /// The cells it is given, and how they are stored.
    pub inputs: Vec<(usize, Storage)>,
    /// For which rows.
    pub check: Check,
    /// The day asked for.
    pub as_of: Option<Bind>,
    /// The arguments given to a batch of objects.
    pub arguments: Vec<(String, Arg)>,
    /// Its response key, for errors.
    pub key: String,
}

impl Read {
    /// The storage of each cell of its rows, the ordinal of a keyed read not counted.
    #[must_use]
    pub fn storages(&self) -> Vec<Storage> {
        if self.columns.is_empty() {
            // Nothing is asked of the row but that it is there: a one is selected.
            return vec![Storage::Int];
        }
        self.columns.iter().map(Expr::storage).collect()
    }
}

/// The cell of an expression, selected once.
pub(super) fn cell(context: &mut Context, read: usize, expr: Expr) -> usize {
    let columns = &mut context.reads[read].columns;
    if let Some(found) = columns.iter().position(|known| *known == expr) {
        return found;
    }
    columns.push(expr);
    columns.len() - 1
}

/// The condition that a period covers the day asked for.
pub(super) fn current(dated: Dated, as_of: Option<Bind>) -> Cond {
    Cond::Current(dated.into(), as_of)
}
