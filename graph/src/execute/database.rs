//! The pool of either database, and what runs on it.

use std::time::Instant;

use futures::TryStreamExt;
use sqlx::postgres::PgArguments;
use sqlx::sqlite::SqliteArguments;
use sqlx::{AssertSqlSafe, PgPool, Row, SqlitePool};

use super::bind::{Env, arguments};
use super::rows::Rows;
use crate::declare::Catalogue;
use crate::sql::{Dialect, Statement};
use crate::value::Storage;

/// Where rows are read.
#[derive(Clone, Debug)]
pub enum Database {
    /// PostgreSQL.
    Postgres(PgPool),
    /// SQLite.
    Sqlite(SqlitePool),
}

/// The arguments of one run of a statement.
pub(super) enum Arguments {
    Postgres(PgArguments),
    Sqlite(SqliteArguments),
}

/// How often SQLite is asked whether it should stop, in steps of its machine: some tenths of a millisecond.
const SQLITE_STEPS: i32 = 20_000;

impl Database {
    /// How to speak to it.
    #[must_use]
    pub fn dialect(&self) -> Dialect {
        match self {
            Database::Postgres(_) => Dialect::Postgres,
            Database::Sqlite(_) => Dialect::Sqlite,
        }
    }

    /// Reads rows for the process itself, which is no caller: by a statement of the engine's own.
    pub(crate) async fn take(
        &self,
        catalogue: &Catalogue,
        statement: &Statement,
        storages: &[Storage],
        deadline: Instant,
    ) -> Result<Rows, sqlx::Error> {
        let nobody = crate::engine::nobody_at_all();
        let env = Env { catalogue, caller: &nobody, slots: &[], parents: &[], place: None, lookup: &[] };
        let arguments = arguments(statement, self.dialect(), &env)?;
        Ok(self.fetch(statement, arguments, storages, false, Some(deadline)).await?.0)
    }

    /// Runs a statement. Keyed rows give their ordinals, counted from 0, beside the cells.
    pub(super) async fn fetch(
        &self,
        statement: &Statement,
        arguments: Arguments,
        storages: &[Storage],
        keyed: bool,
        deadline: Option<Instant>,
    ) -> Result<(Rows, Vec<u32>), sqlx::Error> {
        match (self, arguments) {
            (Database::Postgres(pool), Arguments::Postgres(arguments)) => {
                take_postgres(pool, statement, arguments, storages, keyed).await
            }
            (Database::Sqlite(pool), Arguments::Sqlite(arguments)) => {
                let mut connection = pool.acquire().await?;
                // A dropped future leaves the statement running in its thread; this ends it at the deadline.
                if let Some(deadline) = deadline {
                    connection
                        .lock_handle()
                        .await?
                        .set_progress_handler(SQLITE_STEPS, move || Instant::now() < deadline);
                }
                take_sqlite(&mut *connection, statement, arguments, storages, keyed).await
            }
            _ => Err(sqlx::Error::Configuration("arguments of another database".into())),
        }
    }
}

/// Runs a statement of PostgreSQL and takes its rows.
pub(super) async fn take_postgres<'c>(
    executor: impl sqlx::Executor<'c, Database = sqlx::Postgres>,
    statement: &Statement,
    arguments: PgArguments,
    storages: &[Storage],
    keyed: bool,
) -> Result<(Rows, Vec<u32>), sqlx::Error> {
    let (mut rows, mut ordinals) = (Rows::new(storages.len()), Vec::new());
    let mut stream = sqlx::query_with(AssertSqlSafe(statement.text.clone()), arguments).fetch(executor);
    while let Some(row) = stream.try_next().await? {
        if keyed {
            let ordinal: i64 = row.try_get_unchecked(0)?;
            ordinals.push(u32::try_from(ordinal - 1).unwrap_or(u32::MAX));
        }
        rows.take_postgres(&row, usize::from(keyed), storages)?;
    }
    Ok((rows, ordinals))
}

/// Runs a statement of SQLite and takes its rows.
pub(super) async fn take_sqlite<'c>(
    executor: impl sqlx::Executor<'c, Database = sqlx::Sqlite>,
    statement: &Statement,
    arguments: SqliteArguments,
    storages: &[Storage],
    keyed: bool,
) -> Result<(Rows, Vec<u32>), sqlx::Error> {
    let (mut rows, mut ordinals) = (Rows::new(storages.len()), Vec::new());
    let mut stream = sqlx::query_with(AssertSqlSafe(statement.text.clone()), arguments).fetch(executor);
    while let Some(row) = stream.try_next().await? {
        if keyed {
            let ordinal: i64 = row.try_get_unchecked(0)?;
            ordinals.push(u32::try_from(ordinal).unwrap_or(u32::MAX));
        }
        rows.take_sqlite(&row, usize::from(keyed), storages)?;
    }
    Ok((rows, ordinals))
}
