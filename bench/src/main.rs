//! Measures Colonnade beside a hand-tuned limit server, with the reads and writes of a portal, in alternating rounds.
//!
//! Colonnade is `colonnade serve` in a process of its own: release build, real HTTP edge, a signed token, scopes and
//! per-row checks. The limit server ([`limit`]) answers each read with one hand-tuned statement in which PostgreSQL
//! builds the JSON (`L1`), and again with JSON that is written by hand from plain rows (`L1r`). Times vary between runs
//! and machines; ratios within one run vary much less. So the tables show ratios; the only absolute values are CPU time
//! for each request, the time to start, and memory.

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
mod writes;

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
    /// A PostgreSQL server on which a scratch database can be created
    #[arg(long, default_value = "postgres://root@127.0.0.1/postgres", env = "BENCH_DATABASE_URL")]
    database_url: String,
    /// Seconds of each measurement
    #[arg(long, default_value_t = 3)]
    seconds: u64,
    /// Rounds: each measures everything once, and the tables show the median of their ratios
    #[arg(long, default_value_t = 3)]
    rounds: usize,
    /// Numbers of connections to measure with
    #[arg(long, value_delimiter = ',', default_value = "1,32")]
    connections: Vec<usize>,
    /// What to measure: the reads `point`, `page`, `link`, `levels`, `measure`, and the writes, `record`
    #[arg(long, value_delimiter = ',', default_value = "point,page,link,levels,measure,record")]
    only: Vec<String>,
    /// Schools of the demo trust
    #[arg(long, default_value_t = 30)]
    schools: usize,
    /// Pupils of the demo trust
    #[arg(long, default_value_t = 20_000)]
    pupils: usize,
}

/// The parts of the benchmark that it starts as processes of their own, to measure their CPU time and memory
/// separately.
#[derive(Debug, Subcommand)]
enum Part {
    /// The limit server
    #[command(hide = true)]
    Limit(limit::Options),
}

fn main() -> ExitCode {
    // The command line of Colonnade, unchanged: the benchmark measures what is shipped.
    if std::env::args_os().nth(1).is_some_and(|part| part == "serve") {
        return api::cli::main();
    }
    let cli = Cli::parse();
    let done = match cli.part {
        // As many threads as Colonnade has.
        Some(Part::Limit(options)) => run(tokio::runtime::Builder::new_multi_thread(), limit::serve(options)),
        // One thread: the load generator shares the machine with the servers and must leave them as much as it can.
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

/// Creates the databases, measures, and drops the databases, also after an error or ctrl-c.
async fn measure(options: Options) -> anyhow::Result<()> {
    ensure!(options.rounds > 0 && options.seconds > 0, "--rounds and --seconds must be at least 1");
    ensure!(!options.connections.contains(&0), "--connections must be at least 1");
    let known: Vec<&str> = reads::names().into_iter().chain([writes::NAME]).collect();
    let is_known = options.only.iter().all(|name| known.contains(&name.as_str()));
    ensure!(is_known && !options.only.is_empty(), "--only takes one or more of {}", known.join(", "));
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
    if !samples.is_empty() {
        println!("{}", table::markdown(&samples, &starts, &options.connections));
    }
    if options.only.iter().any(|name| name == writes::NAME) {
        // Writes come after reads, so that the reads find the trust as it was loaded.
        let samples = writes::measure(&world, &servers, options).await?;
        println!("{}", writes::markdown(&samples, &options.connections));
    }
    let peak = |server: &Server| server.peak_mib().map(|mib| format!("{} {mib} MiB", server.label));
    println!("Peak memory: {}", servers.iter().filter_map(peak).collect::<Vec<_>>().join(", "));
    Ok(())
}
