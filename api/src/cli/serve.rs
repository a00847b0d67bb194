//! `colonnade serve`: prepares the database, starts the server, prints its addresses.

use std::net::SocketAddr;
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::Args;
use clap::builder::BoolishValueParser;
use sea_orm::{DatabaseConnection, EntityTrait, PaginatorTrait};

use super::{demo, migrate};
use crate::clock::Clock;
use crate::config::{Limits, Oidc, Settings};
use crate::database::{Database, Purpose};
use crate::server::{self, signal};
use crate::sign_in::personas;
use crate::wiring;

/// Serve the graph over HTTP (the default command)
///
/// Applies missing migrations first. A new embedded database is filled with a demo trust; for PostgreSQL, run
/// `colonnade demo`.
#[derive(Debug, Default, Args)]
pub struct Serve {
    /// Start a new embedded database empty, without the demo trust
    #[arg(long, env = "COLONNADE_EMPTY", value_parser = BoolishValueParser::new())]
    empty: bool,
    /// Serve a demo trust to other machines too, where everybody can sign in as any persona
    #[arg(long, env = "COLONNADE_FORCE", value_parser = BoolishValueParser::new())]
    force: bool,
    #[command(flatten)]
    limits: Limits,
    #[command(flatten)]
    oidc: Oidc,
}

/// Runs until ctrl-c or SIGTERM.
pub async fn run(options: Serve, settings: &Settings) -> anyhow::Result<ExitCode> {
    let limits = options.limits.or(settings.limits.clone());
    let providers = settings.providers(options.oidc)?;
    prepare(settings, options.empty).await?;
    // A statement may outlive its request's deadline by a second, so that the engine's error comes before the
    // database's.
    let longest = limits.deadline() + std::time::Duration::from_secs(1);
    let database = Database::open(&settings.database_url, Purpose::Serve(longest)).await?;
    let config = wiring::server(settings, limits, providers, database).await?;
    if config.clock.is_demo() && !config.bind.ip().is_loopback() && !options.force {
        bail!(
            "this database holds a demo trust, where everybody can sign in as any persona: bind to 127.0.0.1, or add \
             --force to serve it to other machines"
        );
    }
    let (clock, db) = (config.clock, config.database.readers.clone());
    let running = server::start(config).await.with_context(|| format!("cannot listen on {}", settings.bind))?;
    welcome(running.addr, clock, &db).await?;
    signal::wait_for_stop().await?;
    eprintln!("stopping: waiting for running requests");
    running.shutdown().await;
    Ok(ExitCode::SUCCESS)
}

/// Applies missing migrations, and loads the demo trust into an empty embedded database.
async fn prepare(settings: &Settings, empty: bool) -> anyhow::Result<()> {
    let database = Database::open(&settings.database_url, Purpose::Maintain).await?;
    migrate::up(&database.writer).await.context("the missing migrations could not be applied")?;
    if database.is_embedded() && !empty && is_empty(&database.readers).await? {
        eprintln!("the database is new: loading the demo trust (`colonnade serve --empty` starts without it)");
        demo::load(&database.writer, &::demo::Options::default()).await?;
    }
    database.close().await;
    Ok(())
}

async fn is_empty(db: &DatabaseConnection) -> anyhow::Result<bool> {
    Ok(entity::trust::Entity::find().count(db).await? == 0
        && entity::register_trust::Entity::find().count(db).await? == 0)
}

async fn welcome(addr: SocketAddr, clock: Clock, db: &DatabaseConnection) -> anyhow::Result<()> {
    println!("Colonnade {} listens on http://{addr}", env!("CARGO_PKG_VERSION"));
    println!("  GraphQL API   http://{addr}/graphql");
    println!("  query page    http://{addr}/graphiql");
    if let Clock::Demo(today) = clock {
        println!("It serves a demo trust, whose date is always {today}. Sign in as");
        for persona in personas::list(db).await? {
            let at = persona.school.map_or_else(String::new, |school| format!(", {school}"));
            println!("  {:<16} http://{addr}/graphiql#persona={}  {}{at}", persona.name, persona.name, persona.label);
        }
    }
    println!("Stop with ctrl-c.");
    Ok(())
}
