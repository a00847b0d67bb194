//! `colonnade access`: which role may read what.

use std::process::ExitCode;

use clap::{Args, ValueEnum};
use domain::platform::access::matrix;

/// Print which default role may read which field
#[derive(Debug, Args)]
pub struct Access {
    /// Print every field and every role
    #[arg(long, required = true)]
    matrix: bool,
    /// Format of the table
    #[arg(long, value_enum, default_value = "markdown")]
    format: Format,
}

/// The format of the table.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    Markdown,
    Json,
}

/// Runs the command.
pub fn run(options: &Access) -> anyhow::Result<ExitCode> {
    debug_assert!(options.matrix, "the parser requires it");
    let table = matrix::table(&domain::catalogue())?;
    super::result(&match options.format {
        Format::Markdown => matrix::markdown(&table),
        Format::Json => matrix::json(&table)?,
    })?;
    Ok(ExitCode::SUCCESS)
}
