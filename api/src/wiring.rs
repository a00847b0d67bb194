//! Builds a server's configuration from settings, database, engine and domain.
//!
//! The only file that knows both the engine and the domain.

use std::sync::Arc;

use futures::FutureExt;

use crate::clock::Clock;
use crate::config::{Limits, ProviderSettings, Settings};
use crate::database::Database;
use crate::server::Config;
use crate::sign_in::oidc::Timing;
use crate::sign_in::{Compile, LocalKey, Provider};

/// The configuration of a server over an open, migrated database.
pub async fn server(
    settings: &Settings,
    limits: Limits,
    providers: Vec<ProviderSettings>,
    database: Database,
) -> anyhow::Result<Config> {
    let key = LocalKey::open(&settings.local_key())?;
    let clock = Clock::read(&database.readers).await?;
    if clock.is_demo() && !providers.is_empty() {
        eprintln!("this is a demo trust: people sign in as its personas; the configured sign-in provider is not used");
    }
    let providers = if clock.is_demo() { Vec::new() } else { providers };
    Ok(Config {
        bind: settings.bind,
        limits,
        engine: engine(&database, &key)?,
        compile: compile(),
        clock,
        key,
        providers: providers.into_iter().map(|provider| Provider::new(provider, Timing::default())).collect(),
        database,
    })
}

/// The engine over a database. It seals cursors with a secret derived from `key`, so servers with the same key accept
/// each other's cursors.
pub fn engine(database: &Database, key: &LocalKey) -> anyhow::Result<graph::Engine> {
    let pool = |pool: &sea_orm::DatabaseConnection| {
        if database.is_embedded() {
            graph::Database::Sqlite(pool.get_sqlite_connection_pool().clone().into())
        } else {
            graph::Database::Postgres(pool.get_postgres_connection_pool().clone().into())
        }
    };
    let engine = graph::Engine::new(domain::catalogue(), pool(&database.graph), &key.secret("cursors"))?;
    Ok(engine.with_writer(pool(&database.writer), domain::actions())?)
}

/// The function of the domain that compiles a principal's rights.
pub fn compile() -> Compile {
    Arc::new(|db, principal, today| {
        async move { domain::platform::access::compile(&db, principal, today).await }.boxed()
    })
}
