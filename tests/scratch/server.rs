//! Databases on a PostgreSQL server: scratch ones, and the templates they are copied from.
//!
//! Their names are `colonnade_scratch_<process>_<number>` and `colonnade_template_<what>_<key>`. A process holds an
//! advisory lock for as long as it lives; scratch databases of a process whose lock is free are left over and are
//! dropped. A template has the time of its last use as its comment. It is dropped when its sources have changed and it
//! was not used for an hour: another working copy may still need it.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{LazyLock, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::OnceCell;
use uuid::Uuid;

use crate::template::Template;

/// For how many seconds a template of changed sources is kept after its last use.
const KEPT: u64 = 3_600;

/// Migrated databases of this process that no test uses any more.
static FREE: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// A runtime of its own: those of tests end before the lock of the process and before what is dropped behind them.
static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| {
    Builder::new_multi_thread().worker_threads(1).thread_name("scratch").enable_all().build().expect("a runtime")
});

/// The name of this process on the server, and the connection that holds its lock.
static PROCESS: OnceCell<(String, DatabaseConnection)> = OnceCell::const_new();

/// The address of a database of the server, with the options of the server's address.
pub fn address(server: &str, name: &str) -> String {
    let (base, options) = server.split_once('?').unwrap_or((server, ""));
    let (base, _) = base.rsplit_once('/').expect("TEST_DATABASE_URL ends with the name of a database");
    if options.is_empty() { format!("{base}/{name}") } else { format!("{base}/{name}?{options}") }
}

/// Creates a scratch database and gives its name.
pub async fn create(server: &'static str, template: Option<Template>) -> String {
    let created = RUNTIME.spawn(async move {
        static NEXT: AtomicU32 = AtomicU32::new(1);
        let is_bare = template.is_some_and(|template| template.demo.is_none());
        if is_bare && let Some(name) = used_before(server).await {
            return name;
        }
        let (process, _) = PROCESS.get_or_init(|| begin(server)).await;
        let name = format!("colonnade_scratch_{process}_{}", NEXT.fetch_add(1, Ordering::Relaxed));
        let admin = session(server).await;
        let source = match template {
            Some(template) => ready(server, &admin, template).await,
            None => "template1".to_owned(),
        };
        run(&admin, &format!("create database {name} template {source}")).await;
        // No test is about a server that loses power.
        run(&admin, &format!("alter database {name} set synchronous_commit = off")).await;
        // The end of the session frees its locks.
        admin.close().await.expect("the session ends");
        name
    });
    created.await.expect("a scratch database is created")
}

/// Takes a scratch database back. One that was migrated and no more is emptied for the next test: to create and to drop a
/// database costs the server seconds of writing. Any other is dropped behind the tests.
pub fn take_back(server: &'static str, name: String, template: Option<Template>) {
    if template.is_some_and(|template| template.demo.is_none()) {
        FREE.lock().unwrap_or_else(PoisonError::into_inner).push(name);
    } else {
        RUNTIME.spawn(async move { drop_all(&session(server).await, &[name]).await });
    }
}

/// A migrated database that another test has used, as it was before.
async fn used_before(server: &str) -> Option<String> {
    let name = FREE.lock().unwrap_or_else(PoisonError::into_inner).pop()?;
    let admin = session(&address(server, &name)).await;
    let others = "select pg_terminate_backend(pid) from pg_stat_activity \
                  where datname = current_database() and pid <> pg_backend_pid()";
    run(&admin, others).await;
    let tables = "select format('%I', tablename) from pg_tables where schemaname = 'public' \
                  and tablename <> 'seaql_migrations'";
    // Neither references nor the triggers that keep the trail hold in this session. To truncate would make each file anew,
    // which takes a second.
    run(&admin, "set session_replication_role = replica").await;
    for table in texts(&admin, tables).await {
        run(&admin, &format!("delete from {table}")).await;
    }
    let sequences = "select setval(format('%I', sequencename)::regclass, start_value, false) from pg_sequences";
    run(&admin, sequences).await;
    admin.close().await.expect("the session ends");
    Some(name)
}

async fn drop_all(admin: &DatabaseConnection, names: &[String]) {
    for name in names {
        // Another run may have been quicker, and what stays is left to the next one.
        let _ = admin.execute_unprepared(&format!("drop database if exists {name} with (force)")).await;
    }
}

/// A session of one connection, which therefore keeps its locks.
async fn session(server: &str) -> DatabaseConnection {
    let mut options = ConnectOptions::new(server);
    options.min_connections(1).max_connections(1).sqlx_logging(false).idle_timeout(None::<Duration>);
    options.max_lifetime(None::<Duration>);
    Database::connect(options).await.expect("the server of TEST_DATABASE_URL answers")
}

/// Takes the lock of this process, and begins to drop what ended processes left behind.
async fn begin(server: &'static str) -> (String, DatabaseConnection) {
    let process = Uuid::now_v7().simple().to_string();
    let held = session(server).await;
    run(&held, &format!("select pg_advisory_lock({})", lock(&process))).await;
    RUNTIME.spawn(drop_left_over(server, process.clone()));
    (process, held)
}

/// Drops the scratch databases of processes that have ended. The locks taken here end with the session.
async fn drop_left_over(server: &str, process: String) {
    let admin = session(server).await;
    for name in names(&admin, "colonnade_scratch_%").await {
        let owner = name.split('_').nth(2).unwrap_or_default();
        let is_over = format!("select case when pg_try_advisory_lock({}) then 'over' else 'runs' end", lock(owner));
        if owner != process && texts(&admin, &is_over).await == ["over"] {
            drop_all(&admin, &[name]).await;
        }
    }
}

/// The database of a template, made if it is not there. It is locked until the session ends.
async fn ready(server: &str, admin: &DatabaseConnection, template: Template) -> String {
    let group = format!("colonnade_template_{}_", template.name());
    let name = format!("{group}{}", template.key());
    run(admin, &format!("select pg_advisory_lock({})", lock(&name))).await;
    if names(admin, &name).await.is_empty() {
        let making = format!("{name}_making");
        run(admin, &format!("drop database if exists {making} with (force)")).await;
        run(admin, &format!("create database {making}")).await;
        used(admin, &making).await;
        template.fill(&address(server, &making)).await;
        run(admin, &format!("alter database {making} rename to {name}")).await;
    }
    let now = used(admin, &name).await;
    let old = format!(
        "select datname from pg_database where datname like '{group}%' and datname <> '{name}' \
         and coalesce(shobj_description(oid, 'pg_database'), '0')::bigint < {}",
        now.saturating_sub(KEPT)
    );
    for name in texts(admin, &old).await {
        let _ = admin.execute_unprepared(&format!("drop database if exists {name}")).await;
    }
    name
}

/// Notes that a template is used now, and gives the time in seconds.
async fn used(admin: &DatabaseConnection, name: &str) -> u64 {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |now| now.as_secs());
    run(admin, &format!("comment on database {name} is '{now}'")).await;
    now
}

/// The key of the advisory lock that stands for a name.
fn lock(name: &str) -> String {
    format!("hashtextextended('{name}', 0)")
}

async fn names(admin: &DatabaseConnection, like: &str) -> Vec<String> {
    texts(admin, &format!("select datname from pg_database where datname like '{like}'")).await
}

/// The first column of every row.
async fn texts(admin: &DatabaseConnection, statement: &str) -> Vec<String> {
    let rows = admin.query_all_raw(Statement::from_string(DbBackend::Postgres, statement)).await;
    let rows = rows.unwrap_or_else(|error| panic!("{statement}: {error}"));
    rows.iter().map(|row| row.try_get_by_index(0).expect("text")).collect()
}

async fn run(admin: &DatabaseConnection, statement: &str) {
    admin.execute_unprepared(statement).await.unwrap_or_else(|error| panic!("{statement}: {error}"));
}
