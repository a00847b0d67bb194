//! The reads, and the targets that answer each of them.

use serde_json::json;
use uuid::Uuid;

use crate::load::Load;
use crate::process::Server;
use crate::world::World;

/// One read.
struct Read {
    name: &'static str,
    document: &'static str,
    /// The path at which the limit server answers it.
    limit: &'static str,
    /// The type whose id is the document's variable; `None` where the document has no variable.
    by: Option<&'static str>,
}

const READS: [Read; 5] = [
    Read { name: "point", document: include_str!("../documents/point.graphql"), limit: "/point", by: Some("Pupil") },
    Read { name: "page", document: include_str!("../documents/page.graphql"), limit: "/page", by: Some("School") },
    Read { name: "link", document: include_str!("../documents/link.graphql"), limit: "/link", by: Some("School") },
    Read { name: "levels", document: include_str!("../documents/levels.graphql"), limit: "/levels", by: None },
    Read { name: "measure", document: include_str!("../documents/measure.graphql"), limit: "/measure", by: None },
];

/// In the tables: the limit whose JSON PostgreSQL builds.
pub const L1: &str = "L1";
/// In the tables: the limit that writes its JSON from rows.
pub const L1R: &str = "L1r";

/// A read, as one server answers it for one caller.
pub struct Target {
    /// The name of the read.
    pub read: &'static str,
    /// The name in the tables: the server and the caller.
    pub name: String,
    /// The index of the server.
    pub server: usize,
    /// The requests.
    pub load: Load,
}

/// The names of all reads.
pub fn names() -> [&'static str; 5] {
    READS.map(|read| read.name)
}

/// All targets: for each read first the two limits, then each Colonnade server for each caller. `servers[0]` is the
/// limit server.
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

/// The request that a new process must answer before it counts as started: the first read, by the trust-wide caller.
pub fn first_answer(world: &World, server: &Server) -> Load {
    Load::new(server.addr, "/graphql", &bodies(world, &READS[0], true), Some(&world.callers[0].1))
}

/// A body for each key of the read. Bodies for the limit server (`graphql` is false) have no document, and their ids
/// are those of the database.
fn bodies(world: &World, read: &Read, graphql: bool) -> Vec<String> {
    let body = |variables: serde_json::Value| {
        let body = if graphql {
            json!({ "query": read.document, "variables": variables })
        } else {
            json!({ "variables": variables })
        };
        body.to_string()
    };
    let Some(by) = read.by else { return vec![body(json!({}))] };
    let keys = if by == "Pupil" { &world.keys.pupils } else { &world.keys.schools };
    let id = |key: &Uuid| if graphql { graph::id::encode(by, *key) } else { key.to_string() };
    keys.iter().map(|key| body(json!({ "id": id(key) }))).collect()
}
