//! The servers, each in a process of its own: started from this binary, killed when the handle is dropped.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use anyhow::Context;

use crate::cpu;
use crate::world::World;

/// A running server.
pub struct Server {
    /// Its name in the tables.
    pub label: &'static str,
    /// The address it listens on.
    pub addr: SocketAddr,
    child: Child,
    /// Kept open: a server that writes to a closed pipe would end.
    _stdout: BufReader<ChildStdout>,
}

impl Server {
    /// The label of the limit server.
    pub const LIMIT: &str = "limit";

    /// Starts the limit server.
    pub fn limit(world: &World) -> anyhow::Result<Server> {
        let mut command = this_binary("limit")?;
        command.args(["--database-url", &world.postgres_url]);
        command.args(["--trust", &world.keys.trust.to_string(), "--today", &world.keys.today.to_string()]);
        Server::start(Server::LIMIT, command)
    }

    /// Starts Colonnade on PostgreSQL.
    pub fn postgres(world: &World) -> anyhow::Result<Server> {
        Server::colonnade("PostgreSQL", &world.postgres_url, &world.data_dir)
    }

    /// Starts Colonnade on SQLite.
    pub fn sqlite(world: &World) -> anyhow::Result<Server> {
        Server::colonnade("SQLite", &world.sqlite_url, &world.data_dir)
    }

    fn colonnade(label: &'static str, url: &str, data_dir: &Path) -> anyhow::Result<Server> {
        let mut command = this_binary("serve")?;
        command.args(["--database-url", url, "--bind", "127.0.0.1:0", "--data-dir"]).arg(data_dir);
        // No `Server-Timing`, as outside demo mode. No log line per request: its cost depends on where the log goes.
        command.env("COLONNADE_SERVER_TIMING", "false").env("COLONNADE_LOG", "warn");
        Server::start(label, command)
    }

    /// Starts a server. Both kinds print their address on the first line of standard output, after `http://`.
    fn start(label: &'static str, mut command: Command) -> anyhow::Result<Server> {
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn()?;
        let mut stdout = BufReader::new(child.stdout.take().expect("standard output is piped"));
        let mut line = String::new();
        stdout.read_line(&mut line)?;
        let addr = line.trim().rsplit_once("http://").and_then(|(_, addr)| addr.parse().ok());
        let addr = addr.with_context(|| format!("{label}: no address in the first line of its output, {line:?}"));
        if addr.is_err() {
            child.kill().ok();
        }
        Ok(Server { label, addr: addr?, child, _stdout: stdout })
    }

    /// CPU time that it has used so far, in milliseconds.
    pub fn cpu_ms(&self) -> Option<f64> {
        cpu::of_process(self.child.id())
    }

    /// Memory in use, in MiB.
    pub fn resident_mib(&self) -> Option<u64> {
        cpu::memory_mib(self.child.id(), "VmRSS:")
    }

    /// The peak of its memory in use, in MiB.
    pub fn peak_mib(&self) -> Option<u64> {
        cpu::memory_mib(self.child.id(), "VmHWM:")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It need not stop in order: its databases are dropped.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

fn this_binary(part: &str) -> anyhow::Result<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    // The servers must take their settings from the arguments only, not from the environment.
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("COLONNADE_") {
            command.env_remove(name);
        }
    }
    command.arg(part);
    Ok(command)
}
