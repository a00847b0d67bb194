//! `colonnade demo`: fills a database with a trust that does not exist.

use std::fmt::Write;
use std::process::ExitCode;

use clap::Args;
use sea_orm::DatabaseConnection;

use super::{migrate, progress::Steps};
use crate::config::Settings;
use crate::database::{Database, Purpose};

/// Load a synthetic trust: the same options give the same rows
#[derive(Debug, Args)]
pub struct Demo {
    /// How many schools
    #[arg(long, value_name = "N", default_value_t = demo::Options::default().schools)]
    schools: usize,
    /// How many pupils, about
    #[arg(long, value_name = "N", default_value_t = demo::Options::default().pupils)]
    pupils: usize,
    /// Which trust of that size
    #[arg(long, value_name = "S", default_value_t = demo::Options::default().seed)]
    seed: u64,
}

/// Runs the command.
pub async fn run(options: &Demo, settings: &Settings) -> anyhow::Result<ExitCode> {
    let options = demo::Options { schools: options.schools, pupils: options.pupils, seed: options.seed };
    let database = Database::open(&settings.database_url, Purpose::Maintain).await?;
    migrate::up(&database.writer).await?;
    let summary = load(&database.writer, &options).await?;
    let mut text = format!("the demo trust is {}, the trust beside it {}\n", summary.trust_id, summary.second_trust_id);
    for (table, rows) in &summary.rows {
        writeln!(text, "{rows:>9} {table}")?;
    }
    super::result(&text)?;
    database.close().await;
    Ok(ExitCode::SUCCESS)
}

/// Loads the trust, with bars.
pub async fn load(db: &DatabaseConnection, options: &demo::Options) -> anyhow::Result<demo::Summary> {
    let steps = Steps::new();
    demo::load(db, options, &|step| steps.tell(step.name, step.done as u64, step.total as u64)).await
}
