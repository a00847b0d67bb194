//! Puts the parts together: settings, database, engine and domain make a server's configuration.
//!
//! The only file that knows the engine and the domain by name at once.

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
        eprintln!("a demo trust: people sign in as its personas, and the sign-in provider is not asked");
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

/// The engine over a database. Its cursors are sealed with a secret that nodes with the same key share.
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

/// How rights are compiled.
pub fn compile() -> Compile {
    Arc::new(|db, principal, today| {
        async move { domain::platform::access::compile(&db, principal, today).await }.boxed()
    })
}
