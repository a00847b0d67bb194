//! Puts the parts together: settings, database, engine and domain make a server's configuration.
//!
//! The only file that knows the engine and the domain by name at once.

use std::sync::Arc;

use chrono::NaiveDate;
use entity::principal;
use futures::FutureExt;
use sea_orm::{DatabaseConnection, EntityTrait};
use uuid::Uuid;

use crate::clock::Clock;
use crate::config::{Limits, Settings};
use crate::database::Database;
use crate::server::Config;
use crate::sign_in::{Compile, LocalKey};

/// The configuration of a server over an open, migrated database.
pub async fn server(
    settings: &Settings,
    limits: Limits,
    database: Database,
) -> anyhow::Result<Config> {
    Ok(Config {
        bind: settings.bind,
        limits,
        engine: engine(&database)?,
        compile: compile(),
        clock: Clock::read(&database.readers).await?,
        key: LocalKey::open(&settings.local_key())?,
        database,
    })
}

/// The engine over a database.
pub fn engine(_database: &Database) -> anyhow::Result<graph::Engine> {
    Ok(graph::Engine::default())
}

/// How rights are compiled.
pub fn compile() -> Compile {
    Arc::new(|db, principal, today| compile_caller(db, principal, today).boxed())
}

/// An active principal; its rights hold until its grants say otherwise.
async fn compile_caller(
    db: DatabaseConnection,
    id: Uuid,
    today: NaiveDate,
) -> anyhow::Result<Option<graph::Caller>> {
    let found = principal::Entity::find_by_id(id)
        .one(&db)
        .await?
        .filter(|principal| principal.active);
    Ok(found.map(|_| graph::Caller {
        valid_until: chrono::DateTime::<chrono::Utc>::MAX_UTC,
        today,
    }))
}
