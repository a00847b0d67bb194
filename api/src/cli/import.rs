//! `colonnade import`: takes in files that a trust already has.

use std::path::PathBuf;
use std::process::ExitCode;

use chrono::NaiveDate;
use clap::Args;
use domain::import::{Format, Options};

use super::{migrate, progress::Steps};
use crate::config::Settings;
use crate::database::{Database, Purpose};

/// Import files; the report tells about every row that was not taken
///
/// Running it again changes nothing. Exit code 0: every row is in; 3: some were refused; 1: nothing was done.
#[derive(Debug, Args)]
pub struct Import {
    /// What the files are: gias, census, ctf
    #[arg(value_name = "FORMAT")]
    format: Format,
    /// The files, or folders of them
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// Read and report, write nothing
    #[arg(long)]
    dry_run: bool,
    /// The day the files speak of, where they or their names do not tell
    #[arg(long, value_name = "YYYY-MM-DD")]
    as_of: Option<NaiveDate>,
    /// Make a tenant of the trust with this group UID, with its schools
    #[arg(long, value_name = "UID")]
    adopt: Option<i64>,
    /// The school on whose roll the pupils of a transfer file go [default: the receiving school it names]
    #[arg(long, value_name = "URN")]
    school: Option<String>,
}

/// Runs the command.
pub async fn run(options: &Import, settings: &Settings) -> anyhow::Result<ExitCode> {
    let database = Database::open(&settings.database_url, Purpose::Maintain).await?;
    migrate::up(&database.writer).await?;
    let how = Options {
        dry_run: options.dry_run,
        as_of: options.as_of,
        adopt: options.adopt,
        school: options.school.clone(),
    };
    let steps = Steps::new();
    let report = domain::import::run(&database.writer, options.format, &options.paths, &how, &|done, total| {
        steps.tell("reading", done, total);
    })
    .await?;
    drop(steps);
    super::result(&report.to_string())?;
    database.close().await;
    Ok(ExitCode::from(report.exit_code()))
}
