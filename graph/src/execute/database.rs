//! A pool of either database, and running statements on it.

use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use futures::TryStreamExt;
use sqlx::postgres::PgArguments;
use sqlx::sqlite::SqliteArguments;
use sqlx::{AssertSqlSafe, Postgres, Row, Sqlite};

use super::bind::{Env, arguments};
use super::connections::{Connection, Connections, Deadline};
use crate::caller::Caller;
use crate::declare::Catalogue;
use crate::rows::Rows;
use crate::sql::{Dialect, Statement};
use crate::value::Storage;

/// The database that rows are read from or written to.
#[derive(Clone, Debug)]
pub enum Database {
    /// PostgreSQL.
    Postgres(Connections<Postgres>),
    /// SQLite.
    Sqlite(Connections<Sqlite>),
}

/// The arguments of one run of a statement.
pub(super) enum Arguments {
    Postgres(PgArguments),
    Sqlite(SqliteArguments),
}

/// How often the database plans a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Planned {
    /// Once for each connection, as a prepared statement.
    Once,
    /// At every run.
    Anew,
}

/// A statement to run, and the shape of its rows.
pub(super) struct StatementRun<'a> {
    pub statement: &'a Statement,
    pub storages: &'a [Storage],
    pub keyed: bool,
    pub planned: Planned,
}

/// SQLite checks the deadline after this many steps of its virtual machine: some tenths of a millisecond.
const SQLITE_STEPS: i32 = 20_000;

impl Database {
    /// Its SQL dialect.
    #[must_use]
    pub fn dialect(&self) -> Dialect {
        match self {
            Database::Postgres(_) => Dialect::Postgres,
            Database::Sqlite(_) => Dialect::Sqlite,
        }
    }

    /// Reads rows for the process itself, without a caller, by a statement of the engine's own. PostgreSQL plans it at
    /// every run: a plan that was prepared while the table was empty would scan the whole table after it has grown.
    pub(crate) async fn take(
        &self,
        catalogue: &Catalogue,
        statement: &Statement,
        storages: &[Storage],
        deadline: Instant,
    ) -> Result<Rows, sqlx::Error> {
        let nobody = Caller::nobody();
        let env = Env { catalogue, caller: &nobody, slots: &[], parents: &[], place: None, lookup: &[] };
        let arguments = arguments(statement, self.dialect(), &env)?;
        let run = StatementRun { statement, storages, keyed: false, planned: Planned::Anew };
        Ok(self.run(&run, arguments, Some(deadline)).await?.0)
    }

    /// Runs a statement. For a keyed read, also returns each row's ordinal, counted from 0.
    pub(super) async fn fetch(
        &self,
        statement: &Statement,
        arguments: Arguments,
        storages: &[Storage],
        keyed: bool,
        deadline: Option<Instant>,
    ) -> Result<(Rows, Vec<u32>), sqlx::Error> {
        self.run(&StatementRun { statement, storages, keyed, planned: Planned::Once }, arguments, deadline).await
    }

    async fn run(
        &self,
        run: &StatementRun<'_>,
        arguments: Arguments,
        deadline: Option<Instant>,
    ) -> Result<(Rows, Vec<u32>), sqlx::Error> {
        match (self, arguments) {
            (Database::Postgres(kept), Arguments::Postgres(arguments)) => {
                let (_place, mut connection) = kept.take().await?;
                let taken = take_postgres(&mut *connection.inner, run, arguments).await;
                kept.ended(connection, taken.is_ok());
                taken
            }
            (Database::Sqlite(kept), Arguments::Sqlite(arguments)) => {
                let (_place, mut connection) = kept.take().await?;
                watch(&mut connection, deadline).await?;
                let taken = take_sqlite(&mut *connection.inner, run, arguments).await;
                kept.ended(connection, taken.is_ok());
                taken
            }
            _ => Err(sqlx::Error::Configuration("the arguments were bound for another kind of database".into())),
        }
    }

    /// Returns idle connections to their pool, which waits for them when it is closed.
    pub fn release_idle(&self) {
        match self {
            Database::Postgres(kept) => kept.release_idle(),
            Database::Sqlite(kept) => kept.release_idle(),
        }
    }

    /// The number of connections that are kept idle between statements.
    #[must_use]
    pub fn idle(&self) -> usize {
        match self {
            Database::Postgres(kept) => kept.idle(),
            Database::Sqlite(kept) => kept.idle(),
        }
    }
}

/// Makes SQLite check the deadline while a statement runs. When a future is dropped its statement goes on in SQLite's
/// thread; the deadline ends it there.
async fn watch(connection: &mut Connection<Sqlite>, deadline: Option<Instant>) -> Result<(), sqlx::Error> {
    if let Some(watched) = &connection.deadline {
        *watched.lock().unwrap_or_else(PoisonError::into_inner) = deadline;
        return Ok(());
    }
    let watched = Deadline::new(Mutex::new(deadline));
    connection.deadline = Some(Deadline::clone(&watched));
    let in_time =
        move || watched.lock().unwrap_or_else(PoisonError::into_inner).is_none_or(|deadline| Instant::now() < deadline);
    connection.inner.lock_handle().await?.set_progress_handler(SQLITE_STEPS, in_time);
    Ok(())
}

/// Runs a statement on PostgreSQL and reads its rows.
pub(super) async fn take_postgres<'c>(
    executor: impl sqlx::Executor<'c, Database = sqlx::Postgres>,
    run: &StatementRun<'_>,
    arguments: PgArguments,
) -> Result<(Rows, Vec<u32>), sqlx::Error> {
    let (mut rows, mut ordinals) = (Rows::new(run.storages.len()), Vec::new());
    let mut stream = sqlx::query_with(AssertSqlSafe(run.statement.text.clone()), arguments)
        .persistent(run.planned == Planned::Once)
        .fetch(executor);
    while let Some(row) = stream.try_next().await? {
        if run.keyed {
            let ordinal: i64 = row.try_get_unchecked(0)?;
            ordinals.push(u32::try_from(ordinal - 1).unwrap_or(u32::MAX));
        }
        rows.take_postgres(&row, usize::from(run.keyed), run.storages)?;
    }
    Ok((rows, ordinals))
}

/// Runs a statement on SQLite and reads its rows.
pub(super) async fn take_sqlite<'c>(
    executor: impl sqlx::Executor<'c, Database = sqlx::Sqlite>,
    run: &StatementRun<'_>,
    arguments: SqliteArguments,
) -> Result<(Rows, Vec<u32>), sqlx::Error> {
    let (mut rows, mut ordinals) = (Rows::new(run.storages.len()), Vec::new());
    let mut stream = sqlx::query_with(AssertSqlSafe(run.statement.text.clone()), arguments)
        .persistent(run.planned == Planned::Once)
        .fetch(executor);
    while let Some(row) = stream.try_next().await? {
        if run.keyed {
            let ordinal: i64 = row.try_get_unchecked(0)?;
            ordinals.push(u32::try_from(ordinal).unwrap_or(u32::MAX));
        }
        rows.take_sqlite(&row, usize::from(run.keyed), run.storages)?;
    }
    Ok((rows, ordinals))
}
