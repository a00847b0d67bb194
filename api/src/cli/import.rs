//! `colonnade import`: imports files that a trust already has.

use std::path::PathBuf;
use std::process::ExitCode;
use std::str::FromStr;

use anyhow::Context;
use chrono::NaiveDate;
use clap::Args;
use import::{Format, Options, Report, ctf, judgements};

use super::caller_options::CallerOptions;
use super::{migrate, progress::Steps};
use crate::config::Settings;
use crate::database::{Database, Purpose};
use crate::sign_in::LocalKey;
use crate::wiring;

/// What is imported.
#[derive(Clone, Copy, Debug)]
enum Kind {
    /// Public files, which the operator imports without anybody's rights.
    Files(Format),
    /// Pupils of transfer files, imported with somebody's rights.
    Pupils,
    /// Judgements, recorded with somebody's rights.
    Assessments,
}

impl FromStr for Kind {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        match word {
            "assessments" => Ok(Kind::Assessments),
            "ctf" => Ok(Kind::Pupils),
            word => word
                .parse()
                .map(Kind::Files)
                .map_err(|_| format!("{word} is not a format: use gias, census, ctf or assessments")),
        }
    }
}

/// Import files; the report lists every row that was refused
///
/// Running it again changes nothing. Exit code 0: every row was imported; 3: some rows were refused; 1: nothing was
/// done.
#[derive(Debug, Args)]
pub struct Import {
    /// Format of the files: gias, census, ctf, assessments
    #[arg(value_name = "FORMAT")]
    format: Kind,
    /// Files, or folders with files
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// Print the report and write nothing
    #[arg(long)]
    dry_run: bool,
    /// The day that the files describe, where neither they nor their names say it
    #[arg(long, value_name = "YYYY-MM-DD")]
    as_of: Option<NaiveDate>,
    /// Make the trust with this GIAS group UID a tenant, with its schools
    #[arg(long, value_name = "UID")]
    adopt: Option<i64>,
    /// For ctf: the school whose roll the pupils join [default: the receiving school that the file names]
    #[arg(long, value_name = "URN")]
    school: Option<String>,
    /// For assessments: a CSV file that maps the school's values to bands of the trust's scale (columns value, band)
    #[arg(long, value_name = "FILE")]
    mapping: Option<PathBuf>,
    #[command(flatten)]
    caller: CallerOptions,
}

/// Runs the command.
pub async fn run(options: &Import, settings: &Settings) -> anyhow::Result<ExitCode> {
    let database = Database::open(&settings.database_url, Purpose::Maintain).await?;
    migrate::up(&database.writer).await?;
    let steps = Steps::new();
    let progress = |done, total| steps.show("reading", done, total);
    let report = match options.format {
        Kind::Files(format) => files(options, format, &database, &progress).await,
        kind => changes(options, kind, settings, &database, &progress).await,
    };
    drop(steps);
    let report = report?;
    super::result(&report.to_string())?;
    database.close().await;
    Ok(ExitCode::from(report.exit_code()))
}

async fn files(
    options: &Import,
    format: Format,
    database: &Database,
    progress: &dyn Fn(u64, u64),
) -> anyhow::Result<Report> {
    let how = Options { dry_run: options.dry_run, as_of: options.as_of, adopt: options.adopt };
    import::run(&database.writer, format, &options.paths, &how, progress).await
}

/// Imports through the engine's actions, as every other change is made.
async fn changes(
    options: &Import,
    kind: Kind,
    settings: &Settings,
    database: &Database,
    progress: &dyn Fn(u64, u64),
) -> anyhow::Result<Report> {
    let caller = options.caller.compile(&database.readers).await?;
    let (caller, dry_run) = (&caller, options.dry_run);
    let engine = wiring::engine(database, &LocalKey::open(&settings.local_key())?)?;
    let report = if matches!(kind, Kind::Assessments) {
        let mapping = options
            .mapping
            .as_deref()
            .context("assessments need a mapping to the trust's scale: add --mapping FILE")?;
        let how = judgements::How { engine: &engine, caller, mapping, dry_run };
        judgements::run(&how, &options.paths, progress).await
    } else {
        let (school, as_of) = (options.school.as_deref(), options.as_of);
        let how = ctf::How { engine: &engine, caller, school, as_of, dry_run };
        ctf::run(&how, &options.paths, progress).await
    };
    engine.release_idle();
    report
}
