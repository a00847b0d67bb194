//! Reads other tables for the batches of a request: the implementation of [`Reader`].

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use futures::FutureExt;

use super::bind::{Env, arguments};
use super::transaction::RowSource;
use crate::caller::{Caller, Permission, Right};
use crate::declare::{Catalogue, Column, Reader, TableRows};
use crate::sql;
use crate::value::{Storage, Value};

/// The reader of one request.
#[derive(Debug)]
pub(super) struct TableReader<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) caller: &'a Caller,
    pub(super) database: RowSource<'a>,
    pub(super) deadline: Option<Instant>,
    pub(super) statements: &'a AtomicUsize,
}

impl Reader for TableReader<'_> {
    fn right(&self, permission: Permission) -> Option<&Right> {
        self.caller.rights.right(permission)
    }

    fn rows<'r>(&'r self, columns: &'r [Column], key: Column, values: &'r [Value]) -> TableRows<'r> {
        async move {
            let statement = sql::lookup(columns, key, self.tenant(key)?, self.database.dialect());
            let storages: Vec<Storage> = columns.iter().map(|column| column.storage).collect();
            self.run(&statement, &storages, values).await
        }
        .boxed()
    }

    fn sums<'r>(&'r self, by: &'r [Column], sum: Column, key: Column, values: &'r [Value]) -> TableRows<'r> {
        async move {
            let statement = sql::sums(by, sum, key, self.tenant(key)?, self.database.dialect());
            let storages: Vec<Storage> = by.iter().map(|column| column.storage).chain([Storage::Int]).collect();
            self.run(&statement, &storages, values).await
        }
        .boxed()
    }
}

impl TableReader<'_> {
    /// The column that ties rows of a table to a tenant.
    fn tenant(&self, key: Column) -> Result<Option<Column>, sqlx::Error> {
        self.catalogue
            .by_table(key.table)
            .map(|(_, resource)| resource.tenant)
            .ok_or_else(|| sqlx::Error::Configuration(format!("no declared type has the table {}", key.table).into()))
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
