//! CPU time and memory of processes, read from `/proc`; `None` on a system without it.

use std::fs;

/// `/proc` counts CPU time in hundredths of a second on every architecture.
const MS_A_TICK: f64 = 10.0;

/// CPU time that a process has used so far, in milliseconds.
pub fn of_process(pid: u32) -> Option<f64> {
    // The process's name, in brackets, may contain spaces: fields are counted after it.
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let fields: Vec<&str> = stat.rsplit_once(") ")?.1.split(' ').collect();
    let ticks = fields.get(11)?.parse::<f64>().ok()? + fields.get(12)?.parse::<f64>().ok()?;
    Some(ticks * MS_A_TICK)
}

/// The memory on a line of a process's status, such as `VmRSS:`, in MiB.
pub fn memory_mib(pid: u32, line: &str) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let kib: u64 =
        status.lines().find_map(|known| known.strip_prefix(line))?.split_whitespace().next()?.parse().ok()?;
    Some(kib.div_ceil(1024))
}

/// CPU time of the sessions on the scratch database, if its PostgreSQL server runs on this machine.
pub struct Sessions {
    client: tokio_postgres::Client,
}

impl Sessions {
    /// Watches the sessions on the database at `url`.
    pub async fn watch(url: &str) -> anyhow::Result<Sessions> {
        let (client, connection) = tokio_postgres::connect(url, tokio_postgres::NoTls).await?;
        tokio::spawn(async move { drop(connection.await) });
        Ok(Sessions { client })
    }

    /// CPU time that the sessions have used so far, in milliseconds. Pools keep their sessions open, so two sums can be
    /// subtracted.
    pub async fn cpu_ms(&self) -> anyhow::Result<Option<f64>> {
        let sql = "select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()";
        let mut sum = None;
        for row in self.client.query(sql, &[]).await? {
            let pid = u32::try_from(row.get::<_, i32>(0))?;
            // If the server runs on another machine, its pid may belong to an unrelated process here.
            let name = fs::read_to_string(format!("/proc/{pid}/comm")).unwrap_or_default();
            if let Some(ms) = of_process(pid).filter(|_| name.trim_end().starts_with("postgres")) {
                *sum.get_or_insert(0.0) += ms;
            }
        }
        Ok(sum)
    }
}
