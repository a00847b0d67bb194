//! Measures every target in turn, round after round, so that what disturbs the machine disturbs all alike.

use std::time::{Duration, Instant};

use anyhow::ensure;

use crate::cpu::Sessions;
use crate::process::Server;
use crate::reads::{self, Target};
use crate::world::World;
use crate::{Options, check};

/// What one measurement gave.
pub struct Sample {
    /// In which round.
    pub round: usize,
    /// Over how many connections.
    pub connections: usize,
    /// Which read.
    pub read: &'static str,
    /// Who answered.
    pub name: String,
    /// Answers a second.
    pub rate: f64,
    /// CPU of the server for each request, in milliseconds.
    pub server_ms: Option<f64>,
    /// CPU of the database's sessions for each request, in milliseconds.
    pub database_ms: Option<f64>,
}

/// How one server started.
pub struct Start {
    /// Which.
    pub label: &'static str,
    /// From the start of the process to the first correct answer, the database being there.
    pub took: Duration,
    /// Memory in use then, in MiB.
    pub idle_mib: Option<u64>,
}

/// Starts ours three times on each database, and tells the median.
pub async fn starts(world: &World) -> anyhow::Result<Vec<Start>> {
    let mut starts = Vec::new();
    for start in [Server::postgres, Server::sqlite] {
        let mut seen = Vec::new();
        for _ in 0..3 {
            let begun = Instant::now();
            let server = start(world)?;
            let answer = reads::first_answer(world, &server).once(0).await?;
            let took = begun.elapsed();
            let leaves = check::of(&answer)?;
            ensure!(leaves.first() == Some(&world.keys.pupils[0].to_string()), "the first answer is another pupil");
            seen.push(Start { label: server.label, took, idle_mib: server.resident_mib() });
        }
        seen.sort_by_key(|start| start.took);
        starts.push(seen.swap_remove(1));
    }
    Ok(starts)
}

/// Measures everything.
pub async fn measure(
    world: &World,
    servers: &[Server],
    targets: &[Target],
    options: &Options,
) -> anyhow::Result<Vec<Sample>> {
    let sessions = Sessions::watch(&world.postgres_url).await?;
    let mut samples = Vec::new();
    for round in 0..options.rounds {
        for &connections in &options.connections {
            for read in reads::names() {
                let mut group: Vec<&Target> = targets.iter().filter(|target| target.read == read).collect();
                // Back and forth: whoever is second would otherwise always find what the first has warmed.
                if round % 2 == 1 {
                    group.reverse();
                }
                for target in group {
                    let warm_up = Duration::from_millis(if round == 0 { 1000 } else { 300 });
                    target.load.run(connections, warm_up).await?;
                    let server = &servers[target.server];
                    let before = (server.cpu_ms(), sessions.cpu_ms().await?);
                    let answered = target.load.run(connections, Duration::from_secs(options.seconds)).await?;
                    let after = (server.cpu_ms(), sessions.cpu_ms().await?);
                    let each = |before: Option<f64>, after: Option<f64>| {
                        before.zip(after).map(|(before, after)| (after - before) / answered.count.max(1) as f64)
                    };
                    samples.push(Sample {
                        round,
                        connections,
                        read,
                        name: target.name.clone(),
                        rate: answered.count as f64 / answered.elapsed.as_secs_f64(),
                        server_ms: each(before.0, after.0),
                        database_ms: each(before.1, after.1),
                    });
                    eprint!(".");
                }
            }
        }
        eprintln!(" round {} of {}", round + 1, options.rounds);
    }
    Ok(samples)
}
