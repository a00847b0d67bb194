//! A read of a plan as a statement of a dialect.
//!
//! Identifiers come from typed columns, values are always bound, and printing decides nothing: what is read, and by
//! whom, the plan has said.

mod ask;
mod condition;
mod cube;
mod dialect;
mod outbox;
mod page;
mod select;
mod write;
mod writer;

use std::sync::Arc;

use crate::caller::{Permission, Reach};
use crate::plan::{Operand, Operator};
use crate::request::Bind;
use crate::value::{Storage, Value};

pub use ask::{AskedRows, asked};
pub use cube::count as cube;
pub use dialect::Dialect;
pub use outbox::{OUTBOX, OutboxCell, outbox_end, outbox_lines, trim};
pub use select::{count, lookup, rows, sums};
pub use write::{MAX_VALUES, delete, forget, insert, insert_new, lock, remember, remembered, upsert};

/// A statement and what to bind to it, in order.
#[derive(Clone, Debug)]
pub struct Statement {
    /// The text.
    pub text: Arc<str>,
    /// What is bound.
    pub params: Vec<Param>,
}

/// Something to bind.
#[derive(Clone, Debug, PartialEq)]
pub enum Param {
    /// The caller's tenant.
    Tenant,
    /// A day: the one asked for, else today.
    Day(Option<Bind>),
    /// The caller's keys of a permission and reach.
    Keys(Permission, Reach),
    /// What a column is compared with.
    Operand(Operand, Operator, Storage),
    /// The words of a search, folded.
    Words(Bind),
    /// The parents' keys.
    Parents,
    /// The rows of a page and one more.
    Limit(Option<Bind>),
    /// A value of the cursor: after or before, the number of the order key, how it is stored.
    Cursor(Side, usize, Storage),
    /// The members of a dimension that a filter names; of which type, where they are global ids.
    Members(Bind, Option<&'static str>, Storage),
    /// A list of values that the process itself looks up.
    Lookup(Storage),
    /// A value that the engine itself writes.
    Given(Value, Storage),
}

/// Which end of a page a cursor bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// `after`.
    After,
    /// `before`.
    Before,
}
