//! `colonnade import`: takes in files that a trust already has.

use std::path::PathBuf;
use std::process::ExitCode;
use std::str::FromStr;

use anyhow::{Context, anyhow, bail};
use chrono::NaiveDate;
use clap::Args;
use domain::import::{Format, Options, Report, judgements};

use super::{migrate, progress::Steps};
use crate::clock::Clock;
use crate::config::Settings;
use crate::database::{Database, Purpose};
use crate::sign_in::{LocalKey, personas};
use crate::wiring;

/// What is taken in.
#[derive(Clone, Copy, Debug)]
enum Kind {
    /// What the installation's operator takes in for a trust or for all.
    Files(Format),
    /// Judgements, recorded under somebody's rights.
    Assessments,
}

impl FromStr for Kind {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        if word == "assessments" {
            return Ok(Kind::Assessments);
        }
        word.parse()
            .map(Kind::Files)
            .map_err(|_| format!("{word}: no such format, ask for gias, census, ctf or assessments"))
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
    /// For assessments: the persona of the demo under whose rights they are recorded
    #[arg(long = "as", value_name = "PERSONA", conflicts_with = "user")]
    persona: Option<String>,
    /// For assessments: the person with this address, under whose rights they are recorded
    #[arg(long, value_name = "EMAIL")]
    user: Option<String>,
}

/// Runs the command.
pub async fn run(options: &Import, settings: &Settings) -> anyhow::Result<ExitCode> {
    let database = Database::open(&settings.database_url, Purpose::Maintain).await?;
    migrate::up(&database.writer).await?;
    let steps = Steps::new();
    let progress = |done, total| steps.tell("reading", done, total);
    let report = match options.format {
        Kind::Files(format) => files(options, format, &database, &progress).await,
        Kind::Assessments => assessments(options, settings, &database, &progress).await,
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
    let how = Options {
        dry_run: options.dry_run,
        as_of: options.as_of,
        adopt: options.adopt,
        school: options.school.clone(),
    };
    domain::import::run(&database.writer, format, &options.paths, &how, progress).await
}

async fn assessments(
    options: &Import,
    settings: &Settings,
    database: &Database,
    progress: &dyn Fn(u64, u64),
) -> anyhow::Result<Report> {
    let mapping =
        options.mapping.as_deref().context("assessments need a mapping to the trust's scale: --mapping FILE")?;
    let db = &database.readers;
    let found = match (&options.persona, &options.user) {
        (Some(persona), _) => personas::by_persona(db, persona).await?.into_iter().collect(),
        (None, Some(email)) => personas::by_email(db, email).await?,
        (None, None) => bail!("assessments are recorded under somebody's rights: --as PERSONA or --user EMAIL"),
    };
    let [principal] = &found[..] else {
        bail!("{} active people are known by that: `colonnade token --list` tells who is", found.len());
    };
    let today = Clock::read(db).await?.today();
    let caller = domain::platform::access::compile(db, principal.id, today)
        .await?
        .ok_or_else(|| anyhow!("{} is not active", principal.name))?;
    let engine = wiring::engine(database, &LocalKey::open(&settings.local_key())?)?;
    let how = judgements::How { engine: &engine, caller: &caller, mapping, dry_run: options.dry_run };
    let report = judgements::run(&how, &options.paths, progress).await;
    engine.let_go();
    report
}
