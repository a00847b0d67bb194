//! One transaction, which writes rows and reads back what it wrote.

use sqlx::{AssertSqlSafe, Postgres, Sqlite, Transaction};
use tokio::sync::Mutex;

use super::bind::{Env, arguments};
use super::database::{Arguments, Database, Planned, StatementRun, take_postgres, take_sqlite};
use crate::caller::Caller;
use crate::declare::Catalogue;
use crate::rows::Rows;
use crate::sql::{Dialect, Statement};
use crate::value::Storage;

/// An open transaction. It is rolled back when it is dropped without [`WriteTransaction::commit`].
#[derive(Debug)]
pub struct WriteTransaction {
    dialect: Dialect,
    open: Mutex<Option<Open>>,
}

#[derive(Debug)]
enum Open {
    Postgres(Transaction<'static, Postgres>),
    Sqlite(Transaction<'static, Sqlite>),
}

/// Where a run reads rows: concurrently from a pool, or one statement after the other in a transaction.
#[derive(Clone, Copy, Debug)]
pub enum RowSource<'a> {
    /// A pool.
    Pool(&'a Database),
    /// A transaction.
    Transaction(&'a WriteTransaction),
}

impl RowSource<'_> {
    pub(super) fn dialect(&self) -> Dialect {
        match self {
            RowSource::Pool(database) => database.dialect(),
            RowSource::Transaction(within) => within.dialect,
        }
    }

    pub(super) async fn fetch(
        &self,
        statement: &Statement,
        arguments: Arguments,
        storages: &[Storage],
        keyed: bool,
        deadline: Option<std::time::Instant>,
    ) -> Result<(Rows, Vec<u32>), sqlx::Error> {
        match self {
            RowSource::Pool(database) => database.fetch(statement, arguments, storages, keyed, deadline).await,
            RowSource::Transaction(within) => within.fetch(statement, arguments, storages, keyed).await,
        }
    }
}

fn ended() -> sqlx::Error {
    sqlx::Error::Configuration("the transaction has ended".into())
}

impl WriteTransaction {
    /// Begins a transaction. On SQLite it is immediate: a deferred transaction that turns from reading to writing fails
    /// at once while another writer waits (113 of 160 attempts failed; of immediate ones, none).
    pub(crate) async fn begin(database: &Database) -> Result<Self, sqlx::Error> {
        let open = match database {
            Database::Postgres(pool) => Open::Postgres(pool.begin().await?),
            Database::Sqlite(pool) => Open::Sqlite(pool.begin_with("BEGIN IMMEDIATE").await?),
        };
        Ok(Self { dialect: database.dialect(), open: Mutex::new(Some(open)) })
    }

    pub(crate) fn dialect(&self) -> Dialect {
        self.dialect
    }

    async fn fetch(
        &self,
        statement: &Statement,
        arguments: Arguments,
        storages: &[Storage],
        keyed: bool,
    ) -> Result<(Rows, Vec<u32>), sqlx::Error> {
        let run = StatementRun { statement, storages, keyed, planned: Planned::Once };
        match (self.open.lock().await.as_mut(), arguments) {
            (Some(Open::Postgres(open)), Arguments::Postgres(arguments)) => {
                take_postgres(&mut **open, &run, arguments).await
            }
            (Some(Open::Sqlite(open)), Arguments::Sqlite(arguments)) => take_sqlite(&mut **open, &run, arguments).await,
            _ => Err(ended()),
        }
    }

    /// Reads rows by a statement of the engine's own.
    pub(crate) async fn read(
        &self,
        catalogue: &Catalogue,
        caller: &Caller,
        statement: &Statement,
        storages: &[Storage],
        keyed: bool,
    ) -> Result<(Rows, Vec<u32>), sqlx::Error> {
        let arguments = arguments(statement, self.dialect, &env(catalogue, caller))?;
        self.fetch(statement, arguments, storages, keyed).await
    }

    /// Runs a statement that writes, and returns the number of rows it changed.
    pub(crate) async fn write(
        &self,
        catalogue: &Catalogue,
        caller: &Caller,
        statement: &Statement,
    ) -> Result<u64, sqlx::Error> {
        let arguments = arguments(statement, self.dialect, &env(catalogue, caller))?;
        let text = AssertSqlSafe(statement.text.clone());
        match (self.open.lock().await.as_mut(), arguments) {
            (Some(Open::Postgres(open)), Arguments::Postgres(arguments)) => {
                Ok(sqlx::query_with(text, arguments).execute(&mut **open).await?.rows_affected())
            }
            (Some(Open::Sqlite(open)), Arguments::Sqlite(arguments)) => {
                Ok(sqlx::query_with(text, arguments).execute(&mut **open).await?.rows_affected())
            }
            _ => Err(ended()),
        }
    }

    /// Commits.
    pub(crate) async fn commit(&self) -> Result<(), sqlx::Error> {
        match self.open.lock().await.take() {
            Some(Open::Postgres(open)) => open.commit().await,
            Some(Open::Sqlite(open)) => open.commit().await,
            None => Err(ended()),
        }
    }

    /// Rolls back.
    pub(crate) async fn roll_back(&self) -> Result<(), sqlx::Error> {
        match self.open.lock().await.take() {
            Some(Open::Postgres(open)) => open.rollback().await,
            Some(Open::Sqlite(open)) => open.rollback().await,
            None => Ok(()),
        }
    }
}

fn env<'a>(catalogue: &'a Catalogue, caller: &'a Caller) -> Env<'a> {
    Env { catalogue, caller, slots: &[], parents: &[], place: None, lookup: &[] }
}
