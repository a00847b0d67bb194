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
        let statement = sql::lookup(columns, key, self.tenant(key)?, self.database.dialect());
        let storages: Vec<Storage> = columns.iter().map(|column| column.storage).collect();
        self.run(&statement, &storages, values).await
    }

    /// The sum of a column over the same rows, in one statement: for each combination of some columns those, then the
    /// sum.
    ///
    /// # Errors
    /// When the database fails, or the table is no declared type's.
    pub async fn sums(
        &self,
        by: &[Column],
        sum: Column,
        key: Column,
        values: &[Value],
    ) -> Result<Vec<Vec<Value>>, sqlx::Error> {
        let statement = sql::sums(by, sum, key, self.tenant(key)?, self.database.dialect());
        let storages: Vec<Storage> = by.iter().map(|column| column.storage).chain([Storage::Int]).collect();
        self.run(&statement, &storages, values).await
    }

    /// The column that ties rows of a table to a tenant.
    fn tenant(&self, key: Column) -> Result<Option<Column>, sqlx::Error> {
        let resource = self.catalogue.resources.iter().find(|resource| resource.table == key.table);
        resource
            .map(|resource| resource.tenant)
            .ok_or_else(|| sqlx::Error::Configuration(format!("{} is no declared type's table", key.table).into()))
    }

    async fn run(
        &self,
        statement: &sql::Statement,
        storages: &[Storage],
        values: &[Value],
    ) -> Result<Vec<Vec<Value>>, sqlx::Error> {
        let env = Env {
            catalogue: self.catalogue,
            caller: self.caller,
            slots: &[],
            parents: &[],
            place: None,
            lookup: values,
        };
        let bound = arguments(statement, self.database.dialect(), &env)?;
        self.statements.fetch_add(1, Ordering::Relaxed);
        let (rows, _) = self.database.fetch(statement, bound, storages, false, self.deadline).await?;
        Ok((0..rows.len())
            .map(|row| storages.iter().enumerate().map(|(cell, storage)| rows.value(row, cell, *storage)).collect())
            .collect())
    }
}
