//! The interface by which a batch reads other tables. The engine implements it.

use std::fmt::Debug;

use futures::future::BoxFuture;

use super::{Column, LoadError};
use crate::caller::{Permission, Right};
use crate::value::Value;

/// Rows as a batch reads them: for each row its values, in the order of the requested columns.
pub type TableRows<'r> = BoxFuture<'r, Result<Vec<Vec<Value>>, LoadError>>;

/// Reads other tables for a batch: typed columns in, values out, within the caller's tenant.
pub trait Reader: Debug + Send + Sync {
    /// What a permission of the caller reaches. For a value that is made of several rows: the field's own access is
    /// checked for the row of the field alone.
    fn right(&self, permission: Permission) -> Option<&Right>;

    /// Columns of the rows whose key column is among the values, in one statement. The key column's table must be a
    /// declared type; where it has tenants, only rows of the caller's are read. Fails when the database fails, or the
    /// table is no declared type's.
    fn rows<'r>(&'r self, columns: &'r [Column], key: Column, values: &'r [Value]) -> TableRows<'r>;

    /// The sum of a column over the same rows, in one statement: for each combination of the columns of `by` those, then
    /// the sum. Fails as [`Reader::rows`] does.
    fn sums<'r>(&'r self, by: &'r [Column], sum: Column, key: Column, values: &'r [Value]) -> TableRows<'r>;
}
