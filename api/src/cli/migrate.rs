//! `colonnade migrate`: applies missing migrations, or lists which are applied.

use std::fmt::Write;
use std::process::ExitCode;

use clap::{Args, Subcommand};
use migration::Migrator;
use sea_orm::DatabaseConnection;
use sea_orm_migration::{MigrationStatus, MigratorTrait};

use crate::config::Settings;
use crate::database::{Database, Purpose};

/// Apply missing migrations
#[derive(Debug, Args)]
pub struct Migrate {
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Debug, Clone, Copy, Subcommand)]
enum What {
    /// Apply missing migrations (the default)
    Up,
    /// List all migrations and whether each is applied; exit code 3 if some are missing
    Status,
}

/// Runs the command.
pub async fn run(options: &Migrate, settings: &Settings) -> anyhow::Result<ExitCode> {
    let database = Database::open(&settings.database_url, Purpose::Maintain).await?;
    let code = match options.what.unwrap_or(What::Up) {
        What::Up => {
            let applied = up(&database.writer).await?;
            println!("{applied} migration(s) applied");
            ExitCode::SUCCESS
        }
        What::Status => status(&database.writer).await?,
    };
    database.close().await;
    Ok(code)
}

/// Applies missing migrations and returns how many.
pub async fn up(db: &DatabaseConnection) -> anyhow::Result<usize> {
    let missing = Migrator::get_pending_migrations(db).await?.len();
    Migrator::up(db, None).await?;
    Ok(missing)
}

/// How many migrations are missing.
pub async fn missing(db: &DatabaseConnection) -> anyhow::Result<usize> {
    Ok(Migrator::get_pending_migrations(db).await?.len())
}

async fn status(db: &DatabaseConnection) -> anyhow::Result<ExitCode> {
    let (mut missing, mut text) = (false, String::new());
    for step in Migrator::get_migration_with_status(db).await? {
        let applied = matches!(step.status(), MigrationStatus::Applied);
        missing |= !applied;
        let word = if applied { "applied" } else { "missing" };
        writeln!(text, "{word}  {}", step.name())?;
    }
    super::result(&text)?;
    Ok(if missing { ExitCode::from(3) } else { ExitCode::SUCCESS })
}
