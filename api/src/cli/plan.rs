//! `colonnade plan`: prints what a document would do, without running it.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::Args;

use super::caller_options;
use crate::config::Settings;
use crate::database::{Database, Purpose};
use crate::sign_in::LocalKey;
use crate::wiring;

/// Print the statements, scope and cost of a document without running it
#[derive(Debug, Args)]
pub struct Plan {
    /// Persona of the demo to plan for, such as head
    #[arg(long = "as", value_name = "PERSONA", default_value = "ceo")]
    persona: String,
    /// Variables of the document, as JSON
    #[arg(long, value_name = "JSON", default_value = "{}")]
    variables: String,
    /// File with the document
    file: PathBuf,
}

/// Runs the command.
pub async fn run(options: &Plan, settings: &Settings) -> anyhow::Result<ExitCode> {
    let document = std::fs::read_to_string(&options.file).with_context(|| format!("{}", options.file.display()))?;
    let variables = serde_json::from_str(&options.variables).context("--variables is not a JSON object")?;
    let database = Database::open(&settings.database_url, Purpose::Maintain).await?;
    let caller = caller_options::of_persona(&database.readers, &options.persona).await?;
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
