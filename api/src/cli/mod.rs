//! The command line: parses the arguments and runs the command, which has a file of its own.
//!
//! Results go to standard output, everything else to standard error. A command parses and checks all its options
//! before it changes anything.

pub mod access;
pub mod admit;
mod caller_options;
pub mod demo;
pub mod doctor;
pub mod import;
pub mod migrate;
pub mod plan;
pub mod progress;
pub mod schema;
pub mod serve;
pub mod token;

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::config::{Global, Settings};
use crate::logging;

/// A multi-academy trust as one typed graph.
///
/// Without a command it runs `serve`, which first fills a new embedded database with a demo trust.
#[derive(Debug, Parser)]
#[command(name = "colonnade", version, max_term_width = 110)]
#[command(
    after_help = "COLONNADE_LOG chooses what is logged: `info` (the default), `warn`, `info,colonnade::request=warn`."
)]
pub struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    Serve(serve::Serve),
    Migrate(migrate::Migrate),
    Demo(demo::Demo),
    Import(import::Import),
    Token(token::Token),
    Admit(admit::Admit),
    Schema(schema::Schema),
    Access(access::Access),
    Plan(plan::Plan),
    Doctor(doctor::Doctor),
}

/// Runs the command of this process.
pub fn main() -> ExitCode {
    let cli = parse(std::env::args_os().collect());
    let done = Settings::load(&cli.global).and_then(|settings| {
        logging::start(settings.log_format);
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        runtime.block_on(run(cli.command, &settings))
    });
    done.unwrap_or_else(|error| {
        if is_closed_pipe(&error) {
            return ExitCode::SUCCESS;
        }
        eprintln!("colonnade: {error:#}");
        ExitCode::FAILURE
    })
}

/// Writes a result to standard output. `println!` would panic if the reader closes the pipe (`… | head`).
pub(crate) fn result(text: &str) -> anyhow::Result<()> {
    Ok(std::io::stdout().lock().write_all(text.as_bytes())?)
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<std::io::Error>().is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}

/// Parses the arguments. Without a command it parses them again with `serve`, so that the variables of `serve` are
/// read.
fn parse(mut arguments: Vec<OsString>) -> Cli {
    let cli = Cli::parse_from(&arguments);
    if cli.command.is_some() {
        return cli;
    }
    arguments.push("serve".into());
    Cli::parse_from(arguments)
}

async fn run(command: Option<Command>, settings: &Settings) -> anyhow::Result<ExitCode> {
    match command.unwrap_or_else(|| Command::Serve(serve::Serve::default())) {
        Command::Serve(options) => serve::run(options, settings).await,
        Command::Migrate(options) => migrate::run(&options, settings).await,
        Command::Demo(options) => demo::run(&options, settings).await,
        Command::Import(options) => import::run(&options, settings).await,
        Command::Token(options) => token::run(&options, settings).await,
        Command::Admit(options) => admit::run(&options, settings).await,
        Command::Schema(options) => schema::run(&options),
        Command::Access(options) => access::run(&options),
        Command::Plan(options) => plan::run(&options, settings).await,
        Command::Doctor(options) => doctor::run(&options, settings).await,
    }
}
