//! The reads of a portal beside a limit server, in alternating rounds, as ratios.
//!
//! Ours is `colonnade serve` itself, in a process of its own: release build, real edge, a signed token, scopes and
//! per-row checks on. The limit is a bare handler with one hand-tuned statement whose JSON PostgreSQL builds (`L1`),
//! and the same answer written by hand from plain rows (`L1r`). Machines are noisy, ratios within one run much less:
//! no bare time is quoted but CPU for each request and the start.

mod check;
mod cpu;
mod limit;
mod load;
mod process;
mod reads;
mod rounds;
mod table;
mod trust;
mod world;

use std::process::ExitCode;

use anyhow::{bail, ensure};
use clap::{Args, Parser, Subcommand};

use crate::process::Server;
use crate::world::World;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Measure the server beside a hand-tuned limit
#[derive(Debug, Parser)]
#[command(name = "bench", args_conflicts_with_subcommands = true)]
struct Cli {
    #[command(flatten)]
    options: Options,
    #[command(subcommand)]
    part: Option<Part>,
}

#[derive(Debug, Args)]
struct Options {
    /// A PostgreSQL server on which a scratch database may be made
    #[arg(long, default_value = "postgres://root@127.0.0.1/postgres", env = "BENCH_DATABASE_URL")]
    database_url: String,
    /// Seconds of each measurement
    #[arg(long, default_value_t = 3)]
    seconds: u64,
    /// Rounds; each measures everything once, and the median of their ratios is told
    #[arg(long, default_value_t = 3)]
    rounds: usize,
    /// Connections at a time
    #[arg(long, value_delimiter = ',', default_value = "1,32")]
    connections: Vec<usize>,
    /// Reads to measure: `point`, `page`, `link`, `levels`, `measure`
    #[arg(long, value_delimiter = ',', default_value = "point,page,link,levels,measure")]
    only: Vec<String>,
    /// Schools of the demo trust
    #[arg(long, default_value_t = 30)]
    schools: usize,
    /// Pupils of the demo trust
    #[arg(long, default_value_t = 20_000)]
    pupils: usize,
}

/// What the bench starts of itself, each in a process of its own so that its CPU and memory can be told apart.
#[derive(Debug, Subcommand)]
enum Part {
    /// The limit server
    #[command(hide = true)]
    Limit(limit::Options),
}

fn main() -> ExitCode {
    // The product's own command line, unchanged: what is measured is what is shipped.
    if std::env::args_os().nth(1).is_some_and(|part| part == "serve") {
        return api::cli::main();
    }
    let cli = Cli::parse();
    let done = match cli.part {
        // As many threads as ours has.
        Some(Part::Limit(options)) => run(tokio::runtime::Builder::new_multi_thread(), limit::serve(options)),
        // One thread: the load generator shares the machine with whom it measures, and must not take more than it needs.
        None => run(tokio::runtime::Builder::new_current_thread(), measure(cli.options)),
    };
    done.map_or_else(
        |error| {
            eprintln!("bench: {error:#}");
            ExitCode::FAILURE
        },
        |()| ExitCode::SUCCESS,
    )
}

fn run(mut builder: tokio::runtime::Builder, task: impl Future<Output = anyhow::Result<()>>) -> anyhow::Result<()> {
    builder.enable_all().build()?.block_on(task)
}

/// Makes the world, measures, and takes it down again, also after a failure or ctrl-c.
async fn measure(options: Options) -> anyhow::Result<()> {
    ensure!(options.rounds > 0 && options.seconds > 0, "at least one round of one second");
    ensure!(!options.connections.contains(&0), "at least one connection");
    ensure!(reads::are_known(&options.only), "`--only` takes some of {}", reads::names().join(", "));
    let scratch = world::Scratch::make(&options.database_url).await?;
    let done = tokio::select! {
        done = rounds_of(&options, &scratch) => done,
        _ = tokio::signal::ctrl_c() => bail_stopped(),
    };
    scratch.drop().await?;
    done
}

fn bail_stopped() -> anyhow::Result<()> {
    bail!("stopped before the end")
}

async fn rounds_of(options: &Options, scratch: &world::Scratch) -> anyhow::Result<()> {
    let world = World::load(scratch, options.schools, options.pupils).await?;
    let starts = rounds::starts(&world).await?;
    let servers = [Server::limit(&world)?, Server::postgres(&world)?, Server::sqlite(&world)?];
    let targets = reads::targets(&world, &servers, &options.only)?;
    check::same_leaves(&targets).await?;
    let samples = rounds::measure(&world, &servers, &targets, options).await?;
    println!("{}", table::markdown(&samples, &starts, &options.connections));
    let peak = |server: &Server| server.peak_mib().map(|mib| format!("{} {mib} MiB", server.label));
    println!("Memory at the most: {}", servers.iter().filter_map(peak).collect::<Vec<_>>().join(", "));
    Ok(())
}
