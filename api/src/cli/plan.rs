//! `colonnade plan`: what a document would do, without doing it.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::Args;

use super::acting;
use crate::config::Settings;
use crate::database::{Database, Purpose};
use crate::sign_in::LocalKey;
use crate::wiring;

/// Print the statements, scope and cost of a document without running it
#[derive(Debug, Args)]
pub struct Plan {
    /// For a persona of the demo: head
    #[arg(long = "as", value_name = "PERSONA", default_value = "ceo")]
    persona: String,
    /// Values of its variables, as JSON
    #[arg(long, value_name = "JSON", default_value = "{}")]
    variables: String,
    /// The document
    file: PathBuf,
}

/// Runs the command.
pub async fn run(options: &Plan, settings: &Settings) -> anyhow::Result<ExitCode> {
    let document = std::fs::read_to_string(&options.file).with_context(|| format!("{}", options.file.display()))?;
    let variables = serde_json::from_str(&options.variables).context("--variables is no JSON object")?;
    let database = Database::open(&settings.database_url, Purpose::Maintain).await?;
    let caller = acting::of_persona(&database.readers, &options.persona).await?;
    let engine = wiring::engine(&database, &LocalKey::open(&settings.local_key())?)?;
    let request = graph::Request { document, variables, ..graph::Request::default() };
    let explained = engine.explain(&caller, &request).await;
    database.close().await;
    match explained {
        Ok(explained) => {
            super::result(&explained.to_string())?;
            Ok(ExitCode::SUCCESS)
        }
        Err(refusal) => bail!("{}", String::from_utf8_lossy(&refusal.body())),
    }
}
