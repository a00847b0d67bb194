//! Opens the database: an embedded SQLite file, or PostgreSQL.
//!
//! There are several pools because SQLite has one writer: every statement that changes rows goes through
//! [`Database::writer`]. The readers of an embedded database are set to `query_only`, so that a write through the wrong
//! pool fails at once in a test instead of waiting for a lock in production. On PostgreSQL readers and writer are one
//! pool. The engine has a pool of its own on both, because it keeps connections between statements.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, bail};
use sea_orm::sqlx::postgres::PgSslMode;
use sea_orm::{ConnectOptions, DatabaseConnection, DbBackend};

/// Readers of an embedded database: a little more than the cores of a small machine.
const SQLITE_READERS: u32 = 3;
/// Connections to PostgreSQL for the engine.
const POSTGRES_GRAPH: u32 = 12;
/// Connections to PostgreSQL for everything else, including mutations. Transactions that commit at the same time share
/// one write to the disk; a small pool limits how many can.
const POSTGRES_OTHERS: u32 = 12;

/// Options of every session on PostgreSQL:
/// - `random_page_cost`: disks seek as fast as they read; otherwise a list of staff scans the trust where thirty
///   look-ups would do.
/// - `jit`: our statements are too short to be worth compiling.
/// - `plan_cache_mode`: a generic plan is good enough; planning a nested page again took as long as reading it.
const SESSION: [(&str, &str); 3] =
    [("random_page_cost", "1.1"), ("jit", "off"), ("plan_cache_mode", "force_generic_plan")];

/// What the database is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Serving requests: a statement may take this long.
    Serve(Duration),
    /// Migrations, imports, demo data: statements have no time limit.
    Maintain,
}

/// An open database.
#[derive(Debug, Clone)]
pub struct Database {
    /// For reading.
    pub readers: DatabaseConnection,
    /// For everything that changes rows.
    pub writer: DatabaseConnection,
    /// For the engine only. It keeps connections between statements, and on an embedded database it sets a deadline on
    /// a connection, which would interrupt the next user of that connection.
    pub graph: DatabaseConnection,
}

/// The connections of a pool.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PoolUse {
    /// Open connections.
    pub open: u32,
    /// Open connections that are not in use.
    pub idle: usize,
}

impl Database {
    /// Opens the database at `url`; creates the file of an embedded database if it does not exist.
    pub async fn open(url: &str, purpose: Purpose) -> anyhow::Result<Database> {
        if let Some(path) = sqlite_file(url)? {
            return open_sqlite(&path).await.with_context(|| format!("cannot open the database {}", path.display()));
        }
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return open_postgres(url, purpose).await.context("cannot open the PostgreSQL database");
        }
        bail!("the database URL must start with `postgres://` or `sqlite://`")
    }

    /// True for an embedded (SQLite) database.
    pub fn is_embedded(&self) -> bool {
        self.writer.get_database_backend() == DbBackend::Sqlite
    }

    /// The use of each pool, by name. On PostgreSQL readers and writer are one pool, `others`.
    pub fn pools(&self) -> Vec<(&'static str, PoolUse)> {
        if self.is_embedded() {
            vec![
                ("graph", sqlite_use(&self.graph)),
                ("readers", sqlite_use(&self.readers)),
                ("writer", sqlite_use(&self.writer)),
            ]
        } else {
            vec![("graph", postgres_use(&self.graph)), ("others", postgres_use(&self.readers))]
        }
    }

    /// Closes every connection. SQLite then folds its write-ahead log into the file.
    pub async fn close(self) {
        for pool in [self.graph, self.readers, self.writer] {
            if let Err(error) = pool.close().await {
                tracing::warn!(%error, "a database connection did not close cleanly");
            }
        }
    }
}

/// The file that a SQLite URL names; `None` for other databases.
pub fn sqlite_file(url: &str) -> anyhow::Result<Option<PathBuf>> {
    let Some(rest) = url.strip_prefix("sqlite:") else {
        return Ok(None);
    };
    let rest = rest.strip_prefix("//").unwrap_or(rest);
    let path = rest.split_once('?').map_or(rest, |(path, _)| path);
    if path.is_empty() || path == ":memory:" || rest.contains("mode=memory") {
        bail!(
            "every connection to a database in memory would see its own, empty database: name a file, \
             `sqlite://data/colonnade.db`"
        );
    }
    Ok(Some(PathBuf::from(path)))
}

/// Creates a folder and its parents with access for the owner only: it will hold children's data and a key.
pub(crate) fn private_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

async fn open_sqlite(path: &Path) -> anyhow::Result<Database> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        private_folder(folder)?;
    }
    // The writer comes first: it creates the file and turns the write-ahead log on, which a query-only reader cannot.
    let writer = sea_orm::Database::connect(sqlite_options(path, 1, false)).await?;
    let readers = sea_orm::Database::connect(sqlite_options(path, 1, true)).await?;
    let graph = sea_orm::Database::connect(sqlite_options(path, SQLITE_READERS, true)).await?;
    Ok(Database { readers, writer, graph })
}

fn sqlite_options(path: &Path, connections: u32, query_only: bool) -> ConnectOptions {
    // The URL only selects SQLite; the path is set below, where `?`, `%` and `#` have no special meaning.
    let mut options = ConnectOptions::new("sqlite:colonnade.db");
    let path = path.to_owned();
    options
        .max_connections(connections)
        .min_connections(1)
        .idle_timeout(None::<Duration>)
        .max_lifetime(None::<Duration>)
        .acquire_timeout(Duration::from_secs(10))
        .sqlx_logging(false)
        .record_stmt_in_spans(false)
        .test_before_acquire(false)
        .map_sqlx_sqlite_opts(move |sqlite| {
            let sqlite = sqlite
                .filename(&path)
                .create_if_missing(true)
                .foreign_keys(true)
                .busy_timeout(Duration::from_secs(5))
                .pragma("journal_mode", "WAL")
                .pragma("synchronous", "NORMAL")
                // Pages are read from the operating system's cache, so a connection's own cache can be small: 2 MiB.
                .pragma("mmap_size", "1073741824")
                .pragma("cache_size", "-2048")
                // SQLite sends rows from a thread of its own: with the default buffer of 50 a page took 1.7 times as
                // long.
                .row_buffer_size(8192);
            if query_only {
                sqlite.pragma("query_only", "ON")
            } else {
                // An acknowledged commit must survive a power failure, not only a crash of the process.
                sqlite.pragma("synchronous", "FULL")
            }
        });
    options
}

async fn open_postgres(url: &str, purpose: Purpose) -> anyhow::Result<Database> {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(POSTGRES_OTHERS)
        .acquire_timeout(Duration::from_secs(10))
        .connect_timeout(Duration::from_secs(10))
        .set_application_name("colonnade")
        .sqlx_logging(false)
        .record_stmt_in_spans(false)
        .test_before_acquire(false)
        .map_sqlx_postgres_opts(|postgres| {
            let postgres = postgres.statement_cache_capacity(512).options(SESSION);
            // On the loopback interface encryption protects nothing, and it took a third of the time of a wide read.
            let preferred = matches!(postgres.get_ssl_mode(), PgSslMode::Prefer);
            if preferred && is_loopback(postgres.get_host()) { postgres.ssl_mode(PgSslMode::Disable) } else { postgres }
        });
    if let Purpose::Serve(limit) = purpose {
        options.statement_timeout(limit);
    }
    let pool = sea_orm::Database::connect(options.clone()).await?;
    // Lazy: most commands never use the engine, so it opens its first connection with its first request.
    let graph = sea_orm::Database::connect(options.max_connections(POSTGRES_GRAPH).connect_lazy(true).clone()).await?;
    Ok(Database { readers: pool.clone(), graph, writer: pool })
}

fn is_loopback(host: &str) -> bool {
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

fn postgres_use(db: &DatabaseConnection) -> PoolUse {
    let pool = db.get_postgres_connection_pool();
    PoolUse { open: pool.size(), idle: pool.num_idle() }
}

fn sqlite_use(db: &DatabaseConnection) -> PoolUse {
    let pool = db.get_sqlite_connection_pool();
    PoolUse { open: pool.size(), idle: pool.num_idle() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sqlite_addresses() {
        check("sqlite://data/x.db", Some("data/x.db"));
        check("sqlite:///var/x.db?mode=rwc", Some("/var/x.db"));
        check("sqlite:x.db", Some("x.db"));
        check("postgres://localhost/x", None);
        assert!(sqlite_file("sqlite::memory:").is_err());
    }

    #[track_caller]
    fn check(url: &str, expected: Option<&str>) {
        assert_eq!(sqlite_file(url).unwrap(), expected.map(PathBuf::from));
    }
}
