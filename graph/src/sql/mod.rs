//! Prints the reads of a plan, and the engine's own statements, as SQL of a dialect.
//!
//! Identifiers come from typed columns and values are always bound. Printing decides nothing about access: the plan has
//! decided which rows the caller may read.

mod ask;
mod condition;
mod cube;
mod dialect;
mod expression;
mod in_step;
mod outbox;
mod page;
mod select;
mod stamp;
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
pub use in_step::{out_of_step, tenants};
pub use outbox::{OUTBOX, OutboxCell, outbox_end, outbox_lines, trim};
pub use select::{count, lookup, rows, sums};
pub use stamp::{mark, stamp, stamp_all};
pub use write::{MAX_VALUES, delete, forget, insert, insert_new, lock, remember, remembered, upsert};

/// A statement and its parameters, in order.
#[derive(Clone, Debug)]
pub struct Statement {
    /// The text.
    pub text: Arc<str>,
    /// The parameters.
    pub params: Vec<Param>,
}

/// A parameter of a statement: where its value comes from when a request runs.
#[derive(Clone, Debug, PartialEq)]
pub enum Param {
    /// The caller's tenant.
    Tenant,
    /// A day: the value of `asOf`, or today where it is not given.
    Day(Option<Bind>),
    /// The caller's keys of a permission and reach.
    Keys(Permission, Reach),
    /// The value that a column is compared with.
    Operand(Operand, Operator, Storage),
    /// The words of a search, folded.
    Words(Bind),
    /// The parents' keys.
    Parents,
    /// The page size plus one: the extra row tells whether there is a next page.
    Limit(Option<Bind>),
    /// A value of a cursor: of `after` or `before`, the number of the order key, how it is stored.
    Cursor(Side, usize, Storage),
    /// The members of a dimension that a filter names. They are global ids of the named type, if one is named.
    Members(Bind, Option<&'static str>, Storage),
    /// The list of values that a [`lookup`] or [`sums`] looks for.
    Lookup(Storage),
    /// The mark in `changedAfter`.
    Mark,
    /// A value that the engine itself gives.
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
