//! `colonnade demo`: loads a synthetic trust into a database.

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
    /// Number of schools
    #[arg(long, value_name = "N", default_value_t = demo::Options::default().schools)]
    schools: usize,
    /// Approximate number of pupils
    #[arg(long, value_name = "N", default_value_t = demo::Options::default().pupils)]
    pupils: usize,
    /// Seed of the generated data: another number gives another trust of the same size
    #[arg(long, value_name = "S", default_value_t = demo::Options::default().seed)]
    seed: u64,
}

/// Runs the command.
pub async fn run(options: &Demo, settings: &Settings) -> anyhow::Result<ExitCode> {
    let options = demo::Options { schools: options.schools, pupils: options.pupils, seed: options.seed };
    let database = Database::open(&settings.database_url, Purpose::Maintain).await?;
    migrate::up(&database.writer).await?;
    let summary = load(&database.writer, &options).await?;
    let mut text = format!("demo trust: {}\nsecond trust: {}\n", summary.trust_id, summary.second_trust_id);
    for (table, rows) in &summary.rows {
        writeln!(text, "{rows:>9} {table}")?;
    }
    super::result(&text)?;
    database.close().await;
    Ok(ExitCode::SUCCESS)
}

/// Loads the trust and shows progress bars.
pub async fn load(db: &DatabaseConnection, options: &demo::Options) -> anyhow::Result<demo::Summary> {
    let steps = Steps::new();
    demo::load(db, options, &|step| steps.show(step.name, step.done as u64, step.total as u64)).await
}
