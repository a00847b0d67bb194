//! The servers, each in a process of its own: started from this very binary, ended when the handle is dropped.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use anyhow::Context;

use crate::cpu;
use crate::world::World;

/// A server that runs.
pub struct Server {
    /// What the tables call it.
    pub label: &'static str,
    /// Where it listens.
    pub addr: SocketAddr,
    child: Child,
    /// Held open: a server that writes to a closed pipe would end.
    _said: BufReader<ChildStdout>,
}

impl Server {
    /// What the tables call the limit.
    pub const LIMIT: &str = "limit";

    /// The limit.
    pub fn limit(world: &World) -> anyhow::Result<Server> {
        let mut command = itself("limit")?;
        command.args(["--database-url", &world.postgres_url]);
        command.args(["--trust", &world.keys.trust.to_string(), "--today", &world.keys.today.to_string()]);
        Server::start(Server::LIMIT, command)
    }

    /// Ours on PostgreSQL.
    pub fn postgres(world: &World) -> anyhow::Result<Server> {
        Server::ours("PostgreSQL", &world.postgres_url, &world.data_dir)
    }

    /// Ours on SQLite.
    pub fn sqlite(world: &World) -> anyhow::Result<Server> {
        Server::ours("SQLite", &world.sqlite_url, &world.data_dir)
    }

    fn ours(label: &'static str, url: &str, data_dir: &Path) -> anyhow::Result<Server> {
        let mut command = itself("serve")?;
        command.args(["--database-url", url, "--bind", "127.0.0.1:0", "--data-dir"]).arg(data_dir);
        // As outside demo mode. The line of the log for every request is left out: where it goes decides what it costs.
        command.env("COLONNADE_SERVER_TIMING", "false").env("COLONNADE_LOG", "warn");
        Server::start(label, command)
    }

    /// Both kinds of server say where they listen in the first line, behind `http://`.
    fn start(label: &'static str, mut command: Command) -> anyhow::Result<Server> {
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn()?;
        let mut said = BufReader::new(child.stdout.take().expect("standard output is piped, two lines above"));
        let mut line = String::new();
        said.read_line(&mut line)?;
        let addr = line.trim().rsplit_once("http://").and_then(|(_, addr)| addr.parse().ok());
        let addr = addr.with_context(|| format!("{label} does not say where it listens, but {line:?}"));
        if addr.is_err() {
            child.kill().ok();
        }
        Ok(Server { label, addr: addr?, child, _said: said })
    }

    /// CPU that it has taken so far, in milliseconds.
    pub fn cpu_ms(&self) -> Option<f64> {
        cpu::of_process(self.child.id())
    }

    /// Memory in use, in MiB.
    pub fn resident_mib(&self) -> Option<u64> {
        cpu::memory_mib(self.child.id(), "VmRSS:")
    }

    /// The most memory that was ever in use, in MiB.
    pub fn peak_mib(&self) -> Option<u64> {
        cpu::memory_mib(self.child.id(), "VmHWM:")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Nothing is left to say to each other, and the databases are thrown away.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

fn itself(part: &str) -> anyhow::Result<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    // The servers take their settings from the arguments alone, whatever the caller's surroundings hold.
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("COLONNADE_") {
            command.env_remove(name);
        }
    }
    command.arg(part);
    Ok(command)
}
