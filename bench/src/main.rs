//! The three reads beside a limit server, in alternating rounds, as ratios.
//!
//! Ours runs as in production: release build, real edge, a signed token, scopes and per-row checks on. The limit is a
//! bare handler with one hand-tuned statement whose JSON PostgreSQL builds (`L1`), and the same rows written by hand
//! (`L1r`). Nothing here is quoted as a time: machines are noisy, ratios within one run are not.

mod limit;
mod load;
mod table;
mod world;

use clap::Parser;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Measure the server beside a hand-tuned limit
#[derive(Debug, Parser)]
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
    /// Schools of the demo trust
    #[arg(long, default_value_t = 30)]
    schools: usize,
    /// Pupils of the demo trust
    #[arg(long, default_value_t = 20_000)]
    pupils: usize,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    let world = world::World::make(&options.database_url, options.schools, options.pupils).await?;
    let limit = limit::start(&world.postgres_url, &world.keys).await?;
    let targets = world.targets(limit);
    table::check(&targets).await?;
    let measured = table::measure(&targets, options.rounds, options.seconds, &options.connections).await?;
    println!("{}", table::markdown(&measured));
    world.drop().await
}
