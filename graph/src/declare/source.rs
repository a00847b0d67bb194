//! Where the value of a field comes from: a column, a function, a batch, an expression, or an object over the same row.

use std::fmt;
use std::sync::Arc;

use chrono::NaiveDate;
use futures::future::BoxFuture;
use serde_json::{Map, Value as Json};

use super::{Column, Field, Key, Output, Reader};
use crate::value::{Kind, Value};

/// Where the value of a field comes from.
pub enum Source {
    /// A column of the row.
    Column(Column, Kind),
    /// A pure function of columns of the row.
    Derived {
        /// The columns it reads.
        inputs: Vec<Column>,
        /// The kind of its result.
        kind: Kind,
        /// Whether it may return null.
        nullable: bool,
        /// Whether it takes an `asOf` argument.
        as_of: bool,
        /// The function.
        function: fn(&[Value], &DeriveContext) -> Value,
    },
    /// A function of all rows of a level at once, for what needs other tables.
    Batch(Batch),
    /// A value that the statement of the row works out from the row and from other tables.
    Expression {
        /// The expression.
        key: Arc<Key>,
        /// The kind of its result.
        kind: Kind,
        /// Whether it takes an `asOf` argument.
        as_of: bool,
    },
    /// A value object over the same row.
    Object {
        /// Its GraphQL type.
        type_name: &'static str,
        /// What the type is.
        type_description: &'static str,
        /// Its fields.
        fields: Vec<Field>,
    },
}

/// What a derived value's function receives besides its columns.
#[derive(Clone, Copy, Debug)]
pub struct DeriveContext {
    /// The day asked for, else today.
    pub as_of: NaiveDate,
    /// The caller's today.
    pub today: NaiveDate,
}

/// What a batch's function returns.
pub type LoadFuture<'a> = BoxFuture<'a, Result<Vec<Value>, LoadError>>;

/// Why a batch could not be worked out: what it reads could not be read.
pub type LoadError = sqlx::Error;

/// The function of a batch: the inputs of every row in, a value for every row out.
pub type Load = Arc<dyn for<'a> Fn(&'a dyn Reader, Vec<Vec<Value>>, DeriveContext) -> LoadFuture<'a> + Send + Sync>;

/// What a batch of objects may know besides its inputs.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The day asked for, else today.
    pub as_of: NaiveDate,
    /// The caller's today.
    pub today: NaiveDate,
    /// The declared arguments that were given, by name.
    pub arguments: Map<String, Json>,
}

/// What the function of a batch of objects returns: for every row the object, or nothing.
pub type ObjectsFuture<'a, T> = BoxFuture<'a, Result<Vec<Option<T>>, LoadError>>;

/// No object for any row.
#[must_use]
pub fn nothing<T>(rows: &[Vec<Value>]) -> Vec<Option<T>> {
    rows.iter().map(|_| None).collect()
}

/// The function of a batch of objects: the inputs of every row in, an object as JSON for every row out.
pub type LoadObjects = Arc<
    dyn for<'a> Fn(&'a dyn Reader, Vec<Vec<Value>>, Asked) -> BoxFuture<'a, Result<Vec<Json>, LoadError>> + Send + Sync,
>;

/// What a batch yields, and the function that yields it.
#[derive(Clone)]
pub enum Yields {
    /// A scalar of a kind.
    Scalar(Kind, Load),
    /// A computed object, or a list of them.
    Object(Output, LoadObjects),
}

/// A value worked out for all rows of a level at once.
#[derive(Clone)]
pub struct Batch {
    /// The columns it reads of each row.
    pub inputs: Vec<Column>,
    /// What it yields: one value per row, in order.
    pub yields: Yields,
    /// Whether it takes an `asOf` argument.
    pub as_of: bool,
    /// Arguments of its own: name, type in SDL, description.
    pub arguments: Vec<(&'static str, &'static str, &'static str)>,
    /// How many statements it costs, whatever the rows.
    pub statements: usize,
}

impl fmt::Debug for Batch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Batch").field("inputs", &self.inputs).finish_non_exhaustive()
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Source::Column(column, kind) => f.debug_tuple("Column").field(column).field(kind).finish(),
            Source::Derived { inputs, .. } => f.debug_tuple("Derived").field(inputs).finish(),
            Source::Expression { key, .. } => f.debug_tuple("Expression").field(key).finish(),
            Source::Batch(batch) => batch.fmt(f),
            Source::Object { type_name, fields, .. } => f.debug_tuple("Object").field(type_name).field(fields).finish(),
        }
    }
}
