//! `colonnade import`: takes in files that a trust already has.

use std::path::PathBuf;
use std::process::ExitCode;
use std::str::FromStr;

use anyhow::Context;
use chrono::NaiveDate;
use clap::Args;
use import::{Format, Options, Report, ctf, judgements};

use super::acting::Acting;
use super::{migrate, progress::Steps};
use crate::config::Settings;
use crate::database::{Database, Purpose};
use crate::sign_in::LocalKey;
use crate::wiring;

/// What is taken in.
#[derive(Clone, Copy, Debug)]
enum Kind {
    /// What the installation's operator takes in for a trust or for all.
    Files(Format),
    /// Pupils of transfer files, taken in under somebody's rights.
    Pupils,
    /// Judgements, recorded under somebody's rights.
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
                .map_err(|_| format!("{word}: no such format, ask for gias, census, ctf or assessments")),
        }
    }
}

/// Import files; the report tells about every row that was not taken
///
/// Running it again changes nothing. Exit code 0: every row is in; 3: some were refused; 1: nothing was done.
#[derive(Debug, Args)]
pub struct Import {
    /// What the files are: gias, census, ctf, assessments
    #[arg(value_name = "FORMAT")]
    format: Kind,
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
    /// For assessments: the CSV file that says which band a value of the school's stands for (columns value, band)
    #[arg(long, value_name = "FILE")]
    mapping: Option<PathBuf>,
    #[command(flatten)]
    acting: Acting,
}

/// Runs the command.
pub async fn run(options: &Import, settings: &Settings) -> anyhow::Result<ExitCode> {
    let database = Database::open(&settings.database_url, Purpose::Maintain).await?;
    migrate::up(&database.writer).await?;
    let steps = Steps::new();
    let progress = |done, total| steps.tell("reading", done, total);
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

/// What goes through the actions, as every other change does.
async fn changes(
    options: &Import,
    kind: Kind,
    settings: &Settings,
    database: &Database,
    progress: &dyn Fn(u64, u64),
) -> anyhow::Result<Report> {
    let caller = options.acting.caller(&database.readers).await?;
    let (caller, dry_run) = (&caller, options.dry_run);
    let engine = wiring::engine(database, &LocalKey::open(&settings.local_key())?)?;
    let report = if matches!(kind, Kind::Assessments) {
        let mapping =
            options.mapping.as_deref().context("assessments need a mapping to the trust's scale: --mapping FILE")?;
        let how = judgements::How { engine: &engine, caller, mapping, dry_run };
        judgements::run(&how, &options.paths, progress).await
    } else {
        let (school, as_of) = (options.school.as_deref(), options.as_of);
        let how = ctf::How { engine: &engine, caller, school, as_of, dry_run };
        ctf::run(&how, &options.paths, progress).await
    };
    engine.let_go();
    report
}
