//! Scratch databases of both kinds for every test of the workspace: empty, migrated, or with a demo trust.
//!
//! SQLite is always there. PostgreSQL joins where `TEST_DATABASE_URL` names a server on which databases may be created;
//! without it each test binary prints one line that says so. Migrated databases and demo trusts are made once and
//! copied: see [`template`].

use std::io::Write;
use std::path::Path;
use std::sync::LazyLock;

use entity::setting;
use sea_orm::{ConnectOptions, Database, DatabaseConnection, EntityTrait};
use uuid::Uuid;

mod server;
mod template;

pub use demo::Options;
pub use template::OF_DEMO;

/// The kinds of database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A file of its own.
    Sqlite,
    /// A database of its own on the server of `TEST_DATABASE_URL`.
    Postgres,
}

/// The kinds of database on which tests run here.
pub fn kinds() -> Vec<Kind> {
    [Kind::Sqlite, Kind::Postgres].into_iter().filter(|kind| kind.is_here()).collect()
}

/// Address of the PostgreSQL server, if one is named.
fn server() -> Option<&'static str> {
    static SERVER: LazyLock<Option<String>> = LazyLock::new(|| {
        let server = std::env::var("TEST_DATABASE_URL").ok();
        if server.is_none() {
            // Not `eprintln`: the test harness shows its text only for tests that fail.
            let _ = writeln!(std::io::stderr(), "On SQLite alone: TEST_DATABASE_URL names no PostgreSQL server.");
        }
        server
    });
    SERVER.as_deref()
}

impl Kind {
    /// Whether tests run on it here.
    pub fn is_here(self) -> bool {
        self == Kind::Sqlite || server().is_some()
    }

    /// `sqlite` or `postgres`.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Sqlite => "sqlite",
            Kind::Postgres => "postgres",
        }
    }
}

/// Declares two tests for each function named, one on each kind of database. The one on PostgreSQL passes at once where
/// no server is named.
#[macro_export]
macro_rules! on_both {
    ($($name:ident)*) => { $(
        mod $name {
            #[tokio::test(flavor = "multi_thread")]
            async fn on_sqlite() {
                super::$name($crate::Kind::Sqlite).await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn on_postgres() {
                if $crate::Kind::Postgres.is_here() {
                    super::$name($crate::Kind::Postgres).await;
                }
            }
        }
    )* };
}

/// A database that nobody else uses. It is removed some time after this value is dropped.
#[derive(Debug)]
pub struct Scratch {
    url: String,
    folder: tempfile::TempDir,
    /// Name of the database on the server.
    name: Option<String>,
    template: Option<template::Template>,
}

impl Scratch {
    /// A database without tables.
    pub async fn empty(kind: Kind) -> Scratch {
        Scratch::make(kind, None).await
    }

    /// A database with the tables of all migrations and no rows.
    pub async fn migrated(kind: Kind) -> Scratch {
        Scratch::make(kind, Some(template::Template { demo: None })).await
    }

    /// A database with a demo trust.
    pub async fn demo(kind: Kind, options: Options) -> Scratch {
        Scratch::make(kind, Some(template::Template { demo: Some(options) })).await
    }

    async fn make(kind: Kind, template: Option<template::Template>) -> Scratch {
        let folder = tempfile::tempdir().expect("a temporary folder");
        match kind {
            Kind::Sqlite => {
                let file = folder.path().join("scratch.db");
                if let Some(template) = &template {
                    template.copy_file(&file).await;
                }
                Scratch { url: format!("sqlite://{}?mode=rwc", file.display()), folder, name: None, template }
            }
            Kind::Postgres => {
                let server = server().expect("TEST_DATABASE_URL names a server");
                let name = server::create(server, template).await;
                Scratch { url: server::address(server, &name), folder, name: Some(name), template }
            }
        }
    }

    /// Its address.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// A pool for a test that needs no engine. It does not wait for the disk.
    pub async fn connect(&self) -> DatabaseConnection {
        connect(&self.url).await
    }

    /// A folder that lives as long as the database.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if let (Some(server), Some(name)) = (server(), self.name.take()) {
            server::take_back(server, name, self.template);
        }
    }
}

async fn connect(url: &str) -> DatabaseConnection {
    let mut options = ConnectOptions::new(url);
    options.sqlx_logging(false).map_sqlx_sqlite_opts(|sqlite| sqlite.foreign_keys(true).pragma("synchronous", "OFF"));
    Database::connect(options).await.expect("the scratch database opens")
}

/// The id of the demo trust in a database of [`Scratch::demo`].
pub async fn demo_trust(db: &DatabaseConnection) -> Uuid {
    let found = setting::Entity::find_by_id(demo::TRUST_KEY).one(db).await.expect("the settings are read");
    found.expect("a demo trust is loaded").value.parse().expect("its id")
}
