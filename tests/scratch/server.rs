//! Databases on a PostgreSQL server: scratch ones, and the templates they are copied from.
//!
//! Their names are `colonnade_scratch_<process>_<number>` and `colonnade_template_<what>_<key>`. A process holds an
//! advisory lock for as long as it lives; scratch databases of a process whose lock is free are left over and are
//! dropped. A template has the time of its last use as its comment. It is dropped when its sources have changed and it
//! was not used for an hour: another working copy may still need it.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::OnceCell;
use uuid::Uuid;

use crate::template::Template;

/// For how many seconds a template of changed sources is kept after its last use.
const KEPT: u64 = 3_600;

/// A runtime of its own: those of tests end before the lock of the process, and cannot wait inside a drop.
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
        let (process, _) = PROCESS.get_or_init(|| begin(server)).await;
        let name = format!("colonnade_scratch_{process}_{}", NEXT.fetch_add(1, Ordering::Relaxed));
        let admin = session(server).await;
        let source = match template {
            Some(template) => ready(server, &admin, template).await,
            None => "template1".to_owned(),
        };
        run(&admin, &format!("create database {name} template {source}")).await;
        // The end of the session frees its locks.
        admin.close().await.expect("the session ends");
        name
    });
    created.await.expect("a scratch database is created")
}

/// Drops a scratch database, whoever is connected. A failure leaves it to the next run.
pub fn drop_database(server: &'static str, name: &str) {
    let statement = format!("drop database if exists {name} with (force)");
    let (send, receive) = std::sync::mpsc::channel();
    RUNTIME.spawn(async move {
        let admin = session(server).await;
        let _ = admin.execute_unprepared(&statement).await;
        let _ = send.send(());
    });
    let _ = receive.recv();
}

/// A session of one connection, which therefore keeps its locks.
async fn session(server: &str) -> DatabaseConnection {
    let mut options = ConnectOptions::new(server);
    options.min_connections(1).max_connections(1).sqlx_logging(false).idle_timeout(None::<Duration>);
    options.max_lifetime(None::<Duration>);
    Database::connect(options).await.expect("the server of TEST_DATABASE_URL answers")
}

/// Takes the lock of this process, and drops what processes that have ended left behind.
async fn begin(server: &str) -> (String, DatabaseConnection) {
    let process = Uuid::now_v7().simple().to_string();
    let held = session(server).await;
    run(&held, &format!("select pg_advisory_lock({})", lock(&process))).await;
    let admin = session(server).await;
    for name in names(&admin, "colonnade_scratch_%").await {
        let owner = name.split('_').nth(2).unwrap_or_default();
        // The locks taken here end with the session.
        let is_over = format!("select case when pg_try_advisory_lock({}) then 'over' else 'runs' end", lock(owner));
        if owner != process && texts(&admin, &is_over).await == ["over"] {
            // Another run may have been quicker.
            let _ = admin.execute_unprepared(&format!("drop database if exists {name} with (force)")).await;
        }
    }
    admin.close().await.expect("the session ends");
    (process, held)
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
