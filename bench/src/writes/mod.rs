//! The writes: one judgement beside a bare insert, and a class of them beside single ones.
//!
//! Ours are authenticated, checked row by row against scopes, and leave audit and outbox in the same transaction; the
//! caller is one whose every permission is a school's. The data does not wear out: a new judgement goes where there
//! was none, any other gives the band that does not stand there yet.

mod cells;
mod table;
mod verify;
mod writer;

use std::rc::Rc;
use std::time::{Duration, Instant};

use anyhow::Context;
use sea_orm::DatabaseConnection;
use tokio::net::TcpStream;
use tokio::task::LocalSet;

use self::cells::Cells;
use self::writer::{Door, Kind, Writer};
use crate::Options;
use crate::cpu::Sessions;
use crate::process::Server;
use crate::world::World;

pub use self::table::markdown;

/// What `--only` calls all of them.
pub const NAME: &str = "record";

/// What one measurement gave.
pub struct Sample {
    round: usize,
    connections: usize,
    kind: Kind,
    label: &'static str,
    keyed: bool,
    /// Rows acknowledged a second.
    rate: f64,
    /// CPU for each call, in milliseconds: of the server, and of the sessions of PostgreSQL.
    cpu: Option<(f64, f64)>,
}

/// What is measured of each server of ours, and whether with an idempotency key.
const OURS: [(Kind, bool); 5] =
    [(Kind::New, false), (Kind::Again, false), (Kind::Again, true), (Kind::Class, false), (Kind::Class, true)];

/// A database with those who write to it.
struct Side {
    label: &'static str,
    db: DatabaseConnection,
    writers: Vec<Writer>,
    before: (u64, u64),
}

/// Measures every kind in turn, round after round, and then compares the databases with what was acknowledged.
pub async fn measure(world: &World, servers: &[Server; 3], options: &Options) -> anyhow::Result<Vec<Sample>> {
    let most = options.connections.iter().copied().max().unwrap_or(1);
    let mut sides = Vec::new();
    for (label, url) in [("PostgreSQL", &world.postgres_url), ("SQLite", &world.sqlite_url)] {
        let db = sea_orm::Database::connect(url).await?;
        let before = verify::events(&db).await?;
        sides.push(Side { label, db, writers: (0..most).map(Writer::new).collect(), before });
    }
    let cells = Rc::new(Cells::find(&sides[0].db, &world.keys, most).await?);
    let (_, token) = world.callers.last().context("somebody asks")?;
    let sessions = Sessions::watch(&world.postgres_url).await?;
    let [limit, postgres, sqlite] = servers;
    let mut turns = vec![(0, limit, Kind::Insert, false)];
    for (side, server) in [(0, postgres), (1, sqlite)] {
        turns.extend(OURS.map(|(kind, keyed)| (side, server, kind, keyed)));
        begin(&cells, &door(server, token), &mut sides[side].writers).await?;
    }
    let mut samples = Vec::new();
    for round in 0..options.rounds {
        for &connections in &options.connections {
            // Back and forth, as with the reads.
            turns.reverse();
            for &(side, server, kind, keyed) in &turns {
                let (side, door) = (&mut sides[side], door(server, token));
                let mut go = async |lasting| side.run(&cells, &door, kind, keyed, connections, lasting).await;
                go(Duration::from_millis(if round == 0 { 1000 } else { 300 })).await?;
                let before = (server.cpu_ms(), sessions.cpu_ms().await?);
                let (calls, elapsed) = go(Duration::from_secs(options.seconds)).await?;
                let after = (server.cpu_ms(), sessions.cpu_ms().await?);
                let each = |before: Option<f64>, after: Option<f64>| {
                    before.zip(after).map(|(before, after)| (after - before) / calls.max(1) as f64)
                };
                samples.push(Sample {
                    round,
                    connections,
                    kind,
                    label: server.label,
                    keyed,
                    rate: (calls * kind.rows() as u64) as f64 / elapsed.as_secs_f64(),
                    cpu: each(before.0, after.0).zip(each(before.1, after.1)),
                });
                eprint!(".");
            }
        }
        eprintln!(" round {} of {}, writes", round + 1, options.rounds);
    }
    for side in sides {
        verify::everything_is_there(&side.db, side.label, &cells, &side.writers, side.before).await?;
        side.db.close().await?;
    }
    Ok(samples)
}

fn door(server: &Server, token: &str) -> Door {
    Door { addr: server.addr, token: Some(token.to_owned()).filter(|_| server.label != Server::LIMIT) }
}

/// Every class is judged once, so that there is something to be replaced.
async fn begin(cells: &Cells, door: &Door, writers: &mut [Writer]) -> anyhow::Result<()> {
    let mut stream = TcpStream::connect(door.addr).await?;
    let mut buffer = Vec::new();
    for writer in writers {
        writer.call(cells, door, Kind::Class, false, &mut stream, &mut buffer).await?;
    }
    Ok(())
}

impl Side {
    /// Writes with so many of the writers for so long; gives the calls that were acknowledged, and the time taken.
    async fn run(
        &mut self,
        cells: &Rc<Cells>,
        door: &Door,
        kind: Kind,
        keyed: bool,
        connections: usize,
        lasting: Duration,
    ) -> anyhow::Result<(u64, Duration)> {
        let begun = Instant::now();
        let tasks = LocalSet::new();
        let rest = self.writers.split_off(connections);
        let writing: Vec<_> = std::mem::replace(&mut self.writers, rest)
            .into_iter()
            .map(|mut writer| {
                let (cells, door) = (Rc::clone(cells), door.clone());
                tasks.spawn_local(async move {
                    let calls = writer.run(&cells, &door, kind, keyed, begun + lasting).await?;
                    anyhow::Ok((writer, calls))
                })
            })
            .collect();
        tasks.await;
        let elapsed = begun.elapsed();
        let (mut back, mut calls) = (Vec::new(), 0);
        for task in writing {
            let (writer, done) = task.await??;
            back.push(writer);
            calls += done;
        }
        back.append(&mut self.writers);
        self.writers = back;
        Ok((calls, elapsed))
    }
}
