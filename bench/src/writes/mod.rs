//! Measures the writes: one judgement compared with a bare insert, and a class of judgements compared with single ones.
//!
//! Writes of Colonnade are authenticated, checked row by row against scopes, and write audit events and outbox rows in
//! the same transaction. The caller is `per school`. Every write changes the data: a new judgement is one that did not
//! exist, and a change always sets the other band.

mod fixture;
mod table;
mod verify;
mod writer;

use std::rc::Rc;
use std::time::{Duration, Instant};

use anyhow::Context;
use sea_orm::DatabaseConnection;
use tokio::net::TcpStream;
use tokio::task::LocalSet;

use self::fixture::Fixture;
use self::writer::{Endpoint, Kind, Writer};
use crate::Options;
use crate::cpu::Sessions;
use crate::process::Server;
use crate::world::World;

pub use self::table::markdown;

/// The name of all writes in `--only`.
pub const NAME: &str = "record";

/// The result of one measurement.
pub struct Sample {
    round: usize,
    connections: usize,
    kind: Kind,
    label: &'static str,
    keyed: bool,
    /// Acknowledged rows per second.
    rate: f64,
    /// CPU time for each call, in milliseconds: of the server, and of the sessions of PostgreSQL.
    cpu: Option<(f64, f64)>,
}

/// The writes that are measured on each Colonnade server, and whether they have an idempotency key.
const MEASURED: [(Kind, bool); 5] =
    [(Kind::New, false), (Kind::Change, false), (Kind::Change, true), (Kind::Class, false), (Kind::Class, true)];

/// A database and the writers to it.
struct Written {
    label: &'static str,
    db: DatabaseConnection,
    writers: Vec<Writer>,
    /// Audit events and outbox rows before the first write.
    before: (u64, u64),
}

/// Measures every kind in turn, in several rounds, and then checks that the databases hold every acknowledged write.
pub async fn measure(world: &World, servers: &[Server; 3], options: &Options) -> anyhow::Result<Vec<Sample>> {
    let most = options.connections.iter().copied().max().unwrap_or(1);
    let mut databases = Vec::new();
    for (label, url) in [("PostgreSQL", &world.postgres_url), ("SQLite", &world.sqlite_url)] {
        let db = sea_orm::Database::connect(url).await?;
        let before = verify::events(&db).await?;
        databases.push(Written { label, db, writers: (0..most).map(Writer::new).collect(), before });
    }
    let fixture = Rc::new(Fixture::find(&databases[0].db, &world.keys, most).await?);
    let (_, token) = world.callers.last().context("there is no caller")?;
    let sessions = Sessions::watch(&world.postgres_url).await?;
    let [limit, postgres, sqlite] = servers;
    let mut turns = vec![(0, limit, Kind::Insert, false)];
    for (database, server) in [(0, postgres), (1, sqlite)] {
        turns.extend(MEASURED.map(|(kind, keyed)| (database, server, kind, keyed)));
        record_classes(&fixture, &endpoint(server, token), &mut databases[database].writers).await?;
    }
    let mut samples = Vec::new();
    for round in 0..options.rounds {
        for &connections in &options.connections {
            // Reverse the order in every other round, as with the reads.
            turns.reverse();
            for &(database, server, kind, keyed) in &turns {
                let (database, endpoint) = (&mut databases[database], endpoint(server, token));
                let mut run =
                    async |lasting| database.run(&fixture, &endpoint, kind, keyed, connections, lasting).await;
                run(Duration::from_millis(if round == 0 { 1000 } else { 300 })).await?;
                let before = (server.cpu_ms(), sessions.cpu_ms().await?);
                let (calls, elapsed) = run(Duration::from_secs(options.seconds)).await?;
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
    for database in databases {
        let Written { label, db, writers, before } = &database;
        verify::everything_is_there(db, label, &fixture, writers, *before).await?;
        database.db.close().await?;
    }
    Ok(samples)
}

fn endpoint(server: &Server, token: &str) -> Endpoint {
    Endpoint { addr: server.addr, token: Some(token.to_owned()).filter(|_| server.label != Server::LIMIT) }
}

/// Records judgements for every class, so that later writes have something to change.
async fn record_classes(fixture: &Fixture, endpoint: &Endpoint, writers: &mut [Writer]) -> anyhow::Result<()> {
    let mut stream = TcpStream::connect(endpoint.addr).await?;
    let mut buffer = Vec::new();
    for writer in writers {
        writer.call(fixture, endpoint, Kind::Class, false, &mut stream, &mut buffer).await?;
    }
    Ok(())
}

impl Written {
    /// Writes with the first `connections` writers for `lasting`. Returns the number of acknowledged calls and the time
    /// that the run took.
    async fn run(
        &mut self,
        fixture: &Rc<Fixture>,
        endpoint: &Endpoint,
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
                let (fixture, endpoint) = (Rc::clone(fixture), endpoint.clone());
                tasks.spawn_local(async move {
                    let calls = writer.run(&fixture, &endpoint, kind, keyed, begun + lasting).await?;
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
