//! The reads, and who answers them at which address.

use serde_json::json;
use uuid::Uuid;

use crate::load::Load;
use crate::process::Server;
use crate::world::World;

/// One read.
struct Read {
    name: &'static str,
    document: &'static str,
    /// Where the limit answers it: two reads that ask for the same rows have the same limit.
    limit: &'static str,
    /// The type whose id it takes.
    by: Option<&'static str>,
}

const READS: [Read; 5] = [
    Read { name: "point", document: include_str!("../documents/point.graphql"), limit: "/point", by: Some("Pupil") },
    Read { name: "page", document: include_str!("../documents/page.graphql"), limit: "/page", by: Some("School") },
    Read { name: "link", document: include_str!("../documents/link.graphql"), limit: "/link", by: Some("School") },
    Read { name: "levels", document: include_str!("../documents/levels.graphql"), limit: "/levels", by: None },
    Read { name: "measure", document: include_str!("../documents/measure.graphql"), limit: "/measure", by: None },
];

/// What the tables call the limits.
pub const L1: &str = "L1";
/// The limit that writes its JSON from rows.
pub const L1R: &str = "L1r";

/// One thing to measure.
pub struct Target {
    /// Which read.
    pub read: &'static str,
    /// Who answers it, for whom.
    pub name: String,
    /// Which of the servers that is.
    pub server: usize,
    /// The requests.
    pub load: Load,
}

/// The names of all reads.
pub fn names() -> [&'static str; 5] {
    READS.map(|read| read.name)
}

/// True if all of these are names of reads.
pub fn are_known(asked: &[String]) -> bool {
    !asked.is_empty() && asked.iter().all(|name| names().contains(&name.as_str()))
}

/// What is measured: for each read the limits first, then ours for each caller. The servers are the limit and ours.
pub fn targets(world: &World, servers: &[Server], only: &[String]) -> anyhow::Result<Vec<Target>> {
    let mut targets = Vec::new();
    for read in READS.iter().filter(|read| only.iter().any(|name| name == read.name)) {
        for (server, running) in servers.iter().enumerate() {
            if server == 0 {
                for (name, path) in [(L1, read.limit.to_owned()), (L1R, format!("{}/rows", read.limit))] {
                    let load = Load::new(running.addr, &path, &bodies(world, read, false), None);
                    targets.push(Target { read: read.name, name: name.to_owned(), server, load });
                }
                continue;
            }
            for (caller, token) in &world.callers {
                let load = Load::new(running.addr, "/graphql", &bodies(world, read, true), Some(token));
                let name = format!("{}, {}", running.label, caller.name);
                targets.push(Target { read: read.name, name, server, load });
            }
        }
    }
    Ok(targets)
}

/// The first of ours by a trust-wide caller: what a new process has to answer before it counts as started.
pub fn first_answer(world: &World, server: &Server) -> Load {
    Load::new(server.addr, "/graphql", &bodies(world, &READS[0], true), Some(&world.callers[0].1))
}

/// Bodies for every key of the read. The limit takes the same variables, with the ids that the database knows.
fn bodies(world: &World, read: &Read, ours: bool) -> Vec<String> {
    let body = |variables: serde_json::Value| {
        let body = if ours {
            json!({ "query": read.document, "variables": variables })
        } else {
            json!({ "variables": variables })
        };
        body.to_string()
    };
    let Some(by) = read.by else { return vec![body(json!({}))] };
    let keys = if by == "Pupil" { &world.keys.pupils } else { &world.keys.schools };
    let id = |key: &Uuid| if ours { graph::id::encode(by, *key) } else { key.to_string() };
    keys.iter().map(|key| body(json!({ "id": id(key) }))).collect()
}
