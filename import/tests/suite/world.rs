//! A migrated database for every test, and the imports into it.
//!
//! It is SQLite in a temporary file, or a scratch database on the PostgreSQL server of `TEST_DATABASE_URL` if that is set.

use std::path::PathBuf;

use import::{self, Format, Options, Report};
use migration::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, EntityTrait, Iterable, ModelTrait, QueryOrder};

/// A database with the current schema.
pub struct World {
    pub db: DatabaseConnection,
    /// Removes the file when the test ends.
    _folder: tempfile::TempDir,
    /// Removes the scratch database when the test ends.
    _scratch: Option<Scratch>,
}

/// A scratch database on a server.
struct Scratch {
    server: String,
    name: String,
}

impl World {
    pub async fn new() -> World {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let scratch = match std::env::var("TEST_DATABASE_URL") {
            Ok(server) => Some(Scratch::on(server).await),
            Err(_) => None,
        };
        let file = folder.path().join("register.db");
        let url = match &scratch {
            Some(scratch) => scratch.url(),
            None => format!("sqlite://{}?mode=rwc", file.display()),
        };
        let db = Database::connect(url).await.expect("a database");
        Migrator::up(&db, None).await.expect("the schema");
        World { db, _folder: folder, _scratch: scratch }
    }

    /// Imports files as the command does.
    pub async fn import(&self, format: Format, paths: &[PathBuf], options: &Options) -> Report {
        let report = import::run(&self.db, format, paths, options, &|_, _| {}).await;
        report.expect("a report, whatever the files")
    }

    /// Imports GIAS files of the fixtures, without options.
    pub async fn gias(&self, names: &[&str]) -> Report {
        let paths: Vec<_> = names.iter().map(|name| fixture(name)).collect();
        self.import(Format::Gias, &paths, &Options::default()).await
    }

    /// Imports census files of the fixtures, without options.
    pub async fn census(&self, names: &[&str]) -> Report {
        let paths: Vec<_> = names.iter().map(|name| fixture(name)).collect();
        self.import(Format::Census, &paths, &Options::default()).await
    }

    /// Every row of the register and of the tenant tables that adoption writes.
    pub async fn everything(&self) -> String {
        let mut all = String::new();
        all += &rows::<entity::register_trust::Entity>(&self.db).await;
        all += &rows::<entity::register_school::Entity>(&self.db).await;
        all += &rows::<entity::register_membership::Entity>(&self.db).await;
        all += &rows::<entity::register_link::Entity>(&self.db).await;
        all += &rows::<entity::register_census::Entity>(&self.db).await;
        all += &rows::<entity::register_snapshot::Entity>(&self.db).await;
        all += &rows::<entity::trust::Entity>(&self.db).await;
        all += &rows::<entity::school::Entity>(&self.db).await;
        all += &rows::<entity::trust_membership::Entity>(&self.db).await;
        all += &rows::<entity::school_link::Entity>(&self.db).await;
        all += &rows::<entity::pay_scale::Entity>(&self.db).await;
        all += &rows::<entity::pay_point::Entity>(&self.db).await;
        all += &rows::<entity::payroll_rate::Entity>(&self.db).await;
        all += &rows::<entity::role_permission::Entity>(&self.db).await;
        all
    }
}

/// A file of the fixtures.
pub fn fixture(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/register").join(name)
}

pub async fn rows<E: EntityTrait>(db: &DatabaseConnection) -> String
where
    E::Model: ModelTrait + std::fmt::Debug,
{
    let id = E::Column::iter().next().expect("every table begins with its id");
    let rows = E::find().order_by_asc(id).all(db).await.expect("the rows");
    rows.iter().map(|row| format!("{row:?}\n")).collect()
}

impl Scratch {
    async fn on(server: String) -> Scratch {
        let name = format!("t_{}", uuid::Uuid::now_v7().simple());
        run(&server, &format!("CREATE DATABASE {name}")).await;
        Scratch { server, name }
    }

    fn url(&self) -> String {
        let (base, _) = self.server.rsplit_once('/').expect("a URL with a database");
        format!("{base}/{}", self.name)
    }
}

impl Drop for Scratch {
    /// Drops the database in another thread, because `drop` cannot wait on the runtime of the test.
    fn drop(&mut self) {
        let (server, name) = (self.server.clone(), self.name.clone());
        let removal = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            let statement = format!("DROP DATABASE {name} WITH (FORCE)");
            runtime.expect("a runtime").block_on(run(&server, &statement));
        });
        // If this fails a database is left behind, which is no reason to fail the test.
        let _ = removal.join();
    }
}

async fn run(server: &str, statement: &str) {
    let db = Database::connect(server).await.expect("the server of TEST_DATABASE_URL");
    db.execute_unprepared(statement).await.expect("a statement on the server");
}
