//! Measures every target in turn, in several rounds, so that a disturbance of the machine affects all of them alike.

use std::time::{Duration, Instant};

use anyhow::ensure;

use crate::cpu::Sessions;
use crate::process::Server;
use crate::reads::{self, Target};
use crate::world::World;
use crate::{Options, check};

/// The result of one measurement.
pub struct Sample {
    /// The round.
    pub round: usize,
    /// The number of connections.
    pub connections: usize,
    /// The name of the read.
    pub read: &'static str,
    /// The name of the target.
    pub name: String,
    /// Answers per second.
    pub rate: f64,
    /// CPU time of the server for each request, in milliseconds.
    pub server_ms: Option<f64>,
    /// CPU time of the database's sessions for each request, in milliseconds.
    pub database_ms: Option<f64>,
}

/// How a server started.
pub struct Start {
    /// The label of the server.
    pub label: &'static str,
    /// The time from the start of the process, on an existing database, to the first correct answer.
    pub took: Duration,
    /// Memory in use after that answer, in MiB.
    pub idle_mib: Option<u64>,
}

/// Starts Colonnade three times on each database and returns the start that took the median time.
pub async fn starts(world: &World) -> anyhow::Result<Vec<Start>> {
    let mut starts = Vec::new();
    for start in [Server::postgres, Server::sqlite] {
        let mut seen = Vec::new();
        for _ in 0..3 {
            let begun = Instant::now();
            let server = start(world)?;
            let answer = reads::first_answer(world, &server).once(0).await?;
            let took = begun.elapsed();
            let leaves = check::leaves_of(&answer)?;
            ensure!(leaves.first() == Some(&world.keys.pupils[0].to_string()), "the first answer is of another pupil");
            seen.push(Start { label: server.label, took, idle_mib: server.resident_mib() });
        }
        seen.sort_by_key(|start| start.took);
        starts.push(seen.swap_remove(1));
    }
    Ok(starts)
}

/// Measures every target, with every number of connections, in every round.
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
                // Reverse the order in every other round: otherwise later targets would always profit from warm caches.
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
