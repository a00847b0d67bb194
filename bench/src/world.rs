//! The databases that are measured: a scratch one on PostgreSQL and a file of SQLite, both with the demo trust.
//!
//! Nothing is kept: the benchmark drops the one and deletes the other when it ends.

use std::path::PathBuf;

use anyhow::Context;
use api::database::{Database, Purpose};
use api::sign_in::{LocalKey, token};
use chrono::TimeDelta;
use migration::Migrator;
use sea_orm::ConnectionTrait;
use sea_orm_migration::MigratorTrait;
use uuid::Uuid;

use crate::trust::{self, Caller, Keys};

/// A database and a folder that nobody else uses.
pub struct Scratch {
    admin_url: String,
    name: String,
    folder: tempfile::TempDir,
}

impl Scratch {
    /// Makes them.
    pub async fn make(admin_url: &str) -> anyhow::Result<Scratch> {
        let name = format!("colonnade_bench_{}", Uuid::now_v7().simple());
        let admin = sea_orm::Database::connect(admin_url).await.context("the PostgreSQL server does not answer")?;
        admin.execute_unprepared(&format!("create database \"{name}\"")).await?;
        Ok(Scratch { admin_url: admin_url.to_owned(), name, folder: tempfile::tempdir()? })
    }

    /// Drops the database; the folder goes with its handle.
    pub async fn drop(self) -> anyhow::Result<()> {
        let admin = sea_orm::Database::connect(&self.admin_url).await?;
        admin.execute_unprepared(&format!("drop database if exists \"{}\" with (force)", self.name)).await?;
        Ok(())
    }

    /// The address of the scratch database: the server's, with another name, options kept.
    fn postgres_url(&self) -> anyhow::Result<String> {
        let (address, options) = self.admin_url.split_once('?').unwrap_or((&self.admin_url, ""));
        let (server, _) = address.rsplit_once('/').context("the address ends with the name of a database")?;
        let options = if options.is_empty() { String::new() } else { format!("?{options}") };
        Ok(format!("{server}/{}{options}", self.name))
    }
}

/// The trust on both databases, and who asks.
pub struct World {
    /// Address of the one on PostgreSQL.
    pub postgres_url: String,
    /// Address of the embedded one.
    pub sqlite_url: String,
    /// Where the key of the servers is.
    pub data_dir: PathBuf,
    /// What is asked for.
    pub keys: Keys,
    /// Who asks, with a token each.
    pub callers: Vec<(Caller, String)>,
}

impl World {
    /// Loads the same trust into both; its ids come from a seed, so that one set of keys fits both.
    pub async fn load(scratch: &Scratch, schools: usize, pupils: usize) -> anyhow::Result<World> {
        let data_dir = scratch.folder.path().to_owned();
        let postgres_url = scratch.postgres_url()?;
        let sqlite_url = format!("sqlite://{}", data_dir.join("colonnade.db").display());
        let (keys, callers) = filled(&postgres_url, schools, pupils).await?;
        filled(&sqlite_url, schools, pupils).await?;
        let key = LocalKey::open(&data_dir.join("local-key.pem"))?;
        let callers = callers
            .into_iter()
            .map(|caller| {
                let issued = token::issue(&key, caller.principal, keys.trust, TimeDelta::hours(12))?;
                Ok((caller, issued.token))
            })
            .collect::<anyhow::Result<_>>()?;
        Ok(World { postgres_url, sqlite_url, data_dir, keys, callers })
    }
}

/// Migrates and fills one database, and leaves it as one that has run for a while: statistics and visibility known.
async fn filled(url: &str, schools: usize, pupils: usize) -> anyhow::Result<(Keys, Vec<Caller>)> {
    let database = Database::open(url, Purpose::Maintain).await?;
    let (kind, tidy) = if database.is_embedded() { ("SQLite", "analyze") } else { ("PostgreSQL", "vacuum (analyze)") };
    eprintln!("{kind}: loading {schools} schools and {pupils} pupils");
    Migrator::up(&database.writer, None).await?;
    let options = demo::Options { schools, pupils, ..demo::Options::default() };
    let loaded = demo::load(&database.writer, &options, &|_| {}).await?;
    let callers = trust::callers(&database.writer, loaded.trust_id).await?;
    database.writer.execute_unprepared(tidy).await?;
    let keys = trust::keys(&database.writer, loaded.trust_id).await?;
    database.close().await;
    Ok((keys, callers))
}
