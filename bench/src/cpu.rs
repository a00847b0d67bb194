//! CPU and memory of processes, read from `/proc`. Where there is none, nothing is told.

use std::fs;

/// `/proc` counts CPU in hundredths of a second, on every architecture.
const MS_A_TICK: f64 = 10.0;

/// CPU that a process has taken so far, in milliseconds.
pub fn of_process(pid: u32) -> Option<f64> {
    // The name of the process, in brackets, may hold spaces: fields are counted behind it.
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let fields: Vec<&str> = stat.rsplit_once(") ")?.1.split(' ').collect();
    let ticks = fields.get(11)?.parse::<f64>().ok()? + fields.get(12)?.parse::<f64>().ok()?;
    Some(ticks * MS_A_TICK)
}

/// A line of a process's status that tells memory, in MiB.
pub fn memory_mib(pid: u32, line: &str) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let kib: u64 =
        status.lines().find_map(|known| known.strip_prefix(line))?.split_whitespace().next()?.parse().ok()?;
    Some(kib.div_ceil(1024))
}

/// CPU of the sessions on the scratch database, when its server runs on this machine.
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

    /// CPU that they have taken so far, in milliseconds. Pools keep their sessions, so that sums can be compared.
    pub async fn cpu_ms(&self) -> anyhow::Result<Option<f64>> {
        let sql = "select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()";
        let mut sum = None;
        for row in self.client.query(sql, &[]).await? {
            let pid = u32::try_from(row.get::<_, i32>(0))?;
            // A number from another machine would be somebody else's here.
            let name = fs::read_to_string(format!("/proc/{pid}/comm")).unwrap_or_default();
            if let Some(ms) = of_process(pid).filter(|_| name.trim_end().starts_with("postgres")) {
                *sum.get_or_insert(0.0) += ms;
            }
        }
        Ok(sum)
    }
}
