//! One read of a plan: which rows of which table, in which order, with which columns.

use std::sync::Arc;

use super::Context;
use super::condition::Cond;
use super::logged::{Logged, Mark};
use super::object::Check;
use super::order::OrderKey;
use super::seen::Seen;
use crate::declare::{Batch, Column, Comparable, Dated, Key, Through};
use crate::request::{Arg, Bind};
use crate::value::Storage;

/// A read. It runs one statement for its rows and one for its counts, as far as they are selected.
#[derive(Debug)]
pub struct Read {
    /// The type's number in the catalogue.
    pub resource: usize,
    /// The table.
    pub table: &'static str,
    /// The key column.
    pub id: Column,
    /// The read whose rows this one's rows belong to.
    pub parent: Option<Parent>,
    /// How rows are found.
    pub origin: Origin,
    /// Whether there is at most one row for each key.
    pub single: bool,
    /// The selected expressions, in the order of the cells.
    pub columns: Vec<Expr>,
    /// The condition on its rows.
    pub cond: Cond,
    /// The order; its last key is the row's key.
    pub order: Vec<OrderKey>,
    /// The page, for a connection.
    pub page: Option<Page>,
    /// Whether rows are needed.
    pub wants_rows: bool,
    /// Whether counts are needed.
    pub wants_count: bool,
    /// The batches: values computed for all rows at once.
    pub batches: Vec<BatchCall>,
    /// What is logged for its rows, where they have sensitive fields.
    pub logged: Option<Logged>,
    /// Sensitive fields used in `where` or `orderBy`: returning a row reveals them, so each row is logged with them.
    pub compared: Vec<Mark>,
    /// The response keys that lead here, for errors and `plan`.
    pub path: Vec<String>,
    /// A text of the link and its arguments: two selections with the same text share a read.
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
    /// By a column that holds the parents' keys.
    Keyed(Column),
    /// By a table in between that holds the parents' keys; the condition is the scope of that table's rows.
    Through(Box<Through>, Cond),
}

/// A page of a connection.
#[derive(Clone, Debug)]
pub struct Page {
    /// The value of `first` or `last`; [`super::DEFAULT_PAGE`] where neither is given.
    pub limit: Option<Bind>,
    /// Whether `last` is given: rows are counted from the end.
    pub backward: bool,
    /// Start after this cursor.
    pub after: Option<Bind>,
    /// End before this cursor.
    pub before: Option<Bind>,
    /// The day on which a dated tie must hold; today where it is not given.
    pub as_of: Option<Bind>,
    /// The mark after which rows must have changed.
    pub changed_after: Option<Bind>,
}

/// A selected expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    /// A column.
    Column(Column),
    /// Whether a condition holds on the row.
    Holds(Cond),
    /// A value that is worked out of the row and other tables, on a bound day, or today where none is bound.
    Worked(Arc<Key>, Option<Bind>),
    /// A value where a condition holds, otherwise null.
    Masked(Comparable, Cond),
    /// The row's version, counted over the parts that the caller may see.
    Version(Column, Box<Seen>),
    /// When the row last changed, in the parts that the caller may see.
    Updated(Column, Box<Seen>),
}

impl From<Comparable> for Expr {
    fn from(value: Comparable) -> Self {
        match value {
            Comparable::Column(column) => Expr::Column(column),
            Comparable::Expression(key) => Expr::Worked(key, None),
        }
    }
}

impl Expr {
    /// How its cell is decoded.
    #[must_use]
    pub fn storage(&self) -> Storage {
        match self {
            Expr::Column(column) | Expr::Version(column, _) | Expr::Updated(column, _) => column.storage,
            Expr::Masked(value, _) => value.storage(),
            Expr::Worked(key, _) => key.storage(),
            Expr::Holds(_) => Storage::Bool,
        }
    }
}

/// A call of a batch by a read.
#[derive(Debug)]
pub struct BatchCall {
    /// The batch.
    pub batch: Batch,
    /// The cells that are its input, and how they are stored.
    pub inputs: Vec<(usize, Storage)>,
    /// The check that a row must pass to be given to the batch.
    pub check: Check,
    /// The value of `asOf`; today where it is not given.
    pub as_of: Option<Bind>,
    /// The arguments, for a batch that returns objects.
    pub arguments: Vec<(String, Arg)>,
    /// Its response key, for errors.
    pub key: String,
}

impl Read {
    /// The storage of each cell of its rows, the ordinal of a keyed read not counted.
    #[must_use]
    pub fn storages(&self) -> Vec<Storage> {
        if self.columns.is_empty() {
            // No column is needed, only whether the row exists: the statement selects a constant 1.
            return vec![Storage::Int];
        }
        self.columns.iter().map(Expr::storage).collect()
    }
}

/// The cell of an expression; adds it to the read unless it is selected already.
pub(super) fn cell(context: &mut Context, read: usize, expr: Expr) -> usize {
    let columns = &mut context.reads[read].columns;
    if let Some(found) = columns.iter().position(|known| *known == expr) {
        return found;
    }
    columns.push(expr);
    columns.len() - 1
}

/// The condition that a period covers `as_of`, or today where that is not given.
pub(super) fn current(dated: Dated, as_of: Option<Bind>) -> Cond {
    Cond::Current(dated, as_of)
}
