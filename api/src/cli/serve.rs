//! `colonnade serve`: prepares the database, starts the server, says where to go.

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

/// Serve the graph over HTTP (what happens without a command)
///
/// Migrates the database. A new embedded database is filled with a demo trust; PostgreSQL is not, unless
/// `colonnade demo` does it.
#[derive(Debug, Default, Args)]
pub struct Serve {
    /// Start a new embedded database empty, without the demo trust
    #[arg(long, env = "COLONNADE_EMPTY", value_parser = BoolishValueParser::new())]
    empty: bool,
    /// Serve a demo trust to other machines too: whoever reaches it can be anyone in it
    #[arg(long, env = "COLONNADE_FORCE", value_parser = BoolishValueParser::new())]
    force: bool,
    #[command(flatten)]
    limits: Limits,
    #[command(flatten)]
    oidc: Oidc,
}

/// Runs until told to stop.
pub async fn run(options: Serve, settings: &Settings) -> anyhow::Result<ExitCode> {
    let limits = options.limits.or(settings.limits.clone());
    let providers = settings.providers(options.oidc)?;
    prepare(settings, options.empty).await?;
    // A statement may outlive its request's deadline only by so much that the engine's own message comes first.
    let longest = limits.deadline() + std::time::Duration::from_secs(1);
    let database = Database::open(&settings.database_url, Purpose::Serve(longest)).await?;
    let config = wiring::server(settings, limits, providers, database).await?;
    if config.clock.is_demo() && !config.bind.ip().is_loopback() && !options.force {
        bail!(
            "this database holds a demo trust, in which anyone can sign in as anyone: bind to 127.0.0.1, or serve it \
             to other machines all the same with --force"
        );
    }
    let (clock, db) = (config.clock, config.database.readers.clone());
    let running = server::start(config).await.with_context(|| format!("{} cannot be listened on", settings.bind))?;
    welcome(running.addr, clock, &db).await?;
    signal::asked_to_stop().await?;
    eprintln!("stopping: running requests may finish");
    running.shutdown().await;
    Ok(ExitCode::SUCCESS)
}

/// Migrates, and loads the demo trust into an embedded database that holds nothing.
async fn prepare(settings: &Settings, empty: bool) -> anyhow::Result<()> {
    let database = Database::open(&settings.database_url, Purpose::Maintain).await?;
    migrate::up(&database.writer).await.context("the tables could not be brought up to date")?;
    if database.is_embedded() && !empty && holds_nothing(&database.readers).await? {
        eprintln!("a new database: loading the demo trust (`colonnade serve --empty` starts without it)");
        demo::load(&database.writer, &::demo::Options::default()).await?;
    }
    database.close().await;
    Ok(())
}

async fn holds_nothing(db: &DatabaseConnection) -> anyhow::Result<bool> {
    Ok(entity::trust::Entity::find().count(db).await? == 0
        && entity::register_trust::Entity::find().count(db).await? == 0)
}

async fn welcome(addr: SocketAddr, clock: Clock, db: &DatabaseConnection) -> anyhow::Result<()> {
    println!("Colonnade {} listens on http://{addr}", env!("CARGO_PKG_VERSION"));
    println!("  the graph     http://{addr}/graphql");
    println!("  to look round http://{addr}/graphiql");
    if let Clock::Demo(today) = clock {
        println!("A demo trust; its today is {today}. Sign in as");
        for persona in personas::list(db).await? {
            let at = persona.school.map_or_else(String::new, |school| format!(", {school}"));
            println!("  {:<16} http://{addr}/graphiql#persona={}  {}{at}", persona.name, persona.name, persona.label);
        }
    }
    println!("Stop with ctrl-c.");
    Ok(())
}
