//! What a batch reads other tables with: typed columns in, values out, within the caller's tenant.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use super::bind::{Env, arguments};
use super::within::Source;
use crate::caller::Caller;
use crate::declare::{Catalogue, Column};
use crate::sql;
use crate::value::{Storage, Value};

/// The reader of one request.
#[derive(Debug)]
pub struct Reader<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) caller: &'a Caller,
    pub(super) database: Source<'a>,
    pub(super) deadline: Option<Instant>,
    pub(super) statements: &'a AtomicUsize,
}

impl Reader<'_> {
    /// Columns of the rows whose key column is among the values, in one statement. The key column's table must be a
    /// declared type; where it has tenants, only rows of the caller's are read.
    ///
    /// # Errors
    /// When the database fails, or the table is no declared type's.
    pub async fn rows(
        &self,
        columns: &[Column],
        key: Column,
        values: &[Value],
    ) -> Result<Vec<Vec<Value>>, sqlx::Error> {
        let resource =
            self.catalogue.resources.iter().find(|resource| resource.table == key.table).ok_or_else(|| {
                sqlx::Error::Configuration(format!("{} is no declared type's table", key.table).into())
            })?;
        let statement = sql::lookup(columns, key, resource.tenant, self.database.dialect());
        let env = Env {
            catalogue: self.catalogue,
            caller: self.caller,
            slots: &[],
            parents: &[],
            place: None,
            lookup: values,
        };
        let bound = arguments(&statement, self.database.dialect(), &env)?;
        let storages: Vec<Storage> = columns.iter().map(|column| column.storage).collect();
        self.statements.fetch_add(1, Ordering::Relaxed);
        let (rows, _) = self.database.fetch(&statement, bound, &storages, false, self.deadline).await?;
        Ok((0..rows.len())
            .map(|row| storages.iter().enumerate().map(|(cell, storage)| rows.value(row, cell, *storage)).collect())
            .collect())
    }
}
