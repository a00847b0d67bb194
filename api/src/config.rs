//! Where settings come from: flags, then `COLONNADE_*` variables, then `colonnade.toml`, then defaults.
//!
//! The command line's parser merges flags and variables. This file adds the settings file, the defaults and, for the
//! database URL only, `DATABASE_URL`.

mod oidc;

use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context;
use chrono::TimeDelta;
use clap::Args;
use serde::Deserialize;

use crate::logging;

pub use oidc::{Oidc, ProviderSettings, check_address};

/// Default path of the settings file.
const FILE: &str = "colonnade.toml";

/// Options of every command.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Options of every command")]
pub struct Global {
    /// Settings file [default: colonnade.toml, if it exists]
    #[arg(long, global = true, env = "COLONNADE_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// `postgres://…`, or `sqlite://FILE` [default: DATABASE_URL, else colonnade.db in the data directory]
    #[arg(long, global = true, env = "COLONNADE_DATABASE_URL", hide_env_values = true, value_name = "URL")]
    pub database_url: Option<String>,
    /// Address and port to listen on [default: 127.0.0.1:8000]
    #[arg(long, global = true, env = "COLONNADE_BIND", value_name = "ADDRESS:PORT")]
    pub bind: Option<SocketAddr>,
    /// Where the embedded database and the local key are kept [default: data]
    #[arg(long, global = true, env = "COLONNADE_DATA_DIR", value_name = "DIR")]
    pub data_dir: Option<PathBuf>,
    /// Format of the log on standard error [default: text]
    #[arg(long, global = true, env = "COLONNADE_LOG_FORMAT", value_name = "FORMAT")]
    pub log_format: Option<logging::Format>,
}

/// Limits of the server. Each can be set by a flag, a variable or the settings file.
#[derive(Debug, Default, Clone, Args, Deserialize)]
#[serde(default)]
pub struct Limits {
    /// Largest request body, in bytes [default: 1048576]
    #[arg(long, env = "COLONNADE_MAX_BODY_BYTES", value_name = "BYTES")]
    pub max_body_bytes: Option<usize>,
    /// How long a request may take, in seconds [default: 10]
    #[arg(long, env = "COLONNADE_DEADLINE_SECONDS", value_name = "SECONDS")]
    pub deadline_seconds: Option<u64>,
    /// Requests answered at the same time; further requests get 503 with `Retry-After` [default: 512]
    #[arg(long, env = "COLONNADE_MAX_REQUESTS", value_name = "N")]
    pub max_requests: Option<usize>,
    /// How long running requests may take to finish when the server stops, in seconds [default: 15]
    #[arg(long, env = "COLONNADE_DRAIN_SECONDS", value_name = "SECONDS")]
    pub drain_seconds: Option<u64>,
    /// Send the time of each stage to every caller, as `Server-Timing` [default: only in demo mode]
    #[arg(long, env = "COLONNADE_SERVER_TIMING", value_name = "BOOL", num_args = 0..=1, default_missing_value = "true",
        value_parser = clap::builder::BoolishValueParser::new())]
    pub server_timing: Option<bool>,
    /// Days for which the outbox keeps changes for subscribers; the audit trail keeps them for ever [default: 7]
    #[arg(long, env = "COLONNADE_OUTBOX_DAYS", value_name = "DAYS")]
    pub outbox_days: Option<NonZeroU32>,
    /// Limits of live connections. Not configurable; tests set them.
    #[arg(skip)]
    #[serde(skip)]
    pub live: crate::edge::live::Limits,
}

/// The settings file: the names of the flags, with underscores.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    database_url: Option<String>,
    bind: Option<SocketAddr>,
    data_dir: Option<PathBuf>,
    log_format: Option<logging::Format>,
    max_body_bytes: Option<usize>,
    deadline_seconds: Option<u64>,
    max_requests: Option<usize>,
    drain_seconds: Option<u64>,
    server_timing: Option<bool>,
    outbox_days: Option<NonZeroU32>,
    oidc_issuer: Option<String>,
    oidc_audience: Option<String>,
    oidc_jwks_url: Option<String>,
    oidc_clock_skew_seconds: Option<u64>,
    oidc_trust: Option<String>,
    #[serde(default)]
    oidc: Vec<oidc::Table>,
}

/// All settings of a command, merged.
#[derive(Debug, Clone)]
pub struct Settings {
    /// URL of the database.
    pub database_url: String,
    /// Address to listen on.
    pub bind: SocketAddr,
    /// Folder of the embedded database and the local key.
    pub data_dir: PathBuf,
    /// Format of log lines.
    pub log_format: logging::Format,
    /// Limits from the file; a command's own flags take precedence.
    pub limits: Limits,
    /// The sign-in provider from the file; a command's own flags take precedence.
    pub oidc: Oidc,
    /// Further providers from the file.
    pub more_oidc: Vec<Oidc>,
}

impl Settings {
    /// Merges the options of every command with the file and the defaults.
    pub fn load(global: &Global) -> anyhow::Result<Settings> {
        let file = read(global.config.as_deref())?;
        let data_dir = global.data_dir.clone().or(file.data_dir).unwrap_or_else(|| PathBuf::from("data"));
        let database_url = global
            .database_url
            .clone()
            .or(file.database_url)
            .or_else(|| std::env::var("DATABASE_URL").ok().filter(|url| !url.is_empty()))
            .unwrap_or_else(|| format!("sqlite://{}", data_dir.join("colonnade.db").display()));
        Ok(Settings {
            database_url,
            bind: global.bind.or(file.bind).unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 8000))),
            data_dir,
            log_format: global.log_format.or(file.log_format).unwrap_or_default(),
            limits: Limits {
                max_body_bytes: file.max_body_bytes,
                deadline_seconds: file.deadline_seconds,
                max_requests: file.max_requests,
                drain_seconds: file.drain_seconds,
                server_timing: file.server_timing,
                outbox_days: file.outbox_days,
                ..Limits::default()
            },
            oidc: Oidc {
                issuer: file.oidc_issuer,
                audience: file.oidc_audience,
                jwks_url: file.oidc_jwks_url,
                clock_skew_seconds: file.oidc_clock_skew_seconds,
                trust: file.oidc_trust,
            },
            more_oidc: file.oidc.into_iter().map(Oidc::from).collect(),
        })
    }

    /// All sign-in providers: first the one of the flags and the file's flat names, then the file's `[[oidc]]` tables.
    pub fn providers(&self, flags: Oidc) -> anyhow::Result<Vec<ProviderSettings>> {
        oidc::check_all([flags.or(self.oidc.clone())].into_iter().chain(self.more_oidc.iter().cloned()))
    }

    /// Path of the key that signs local tokens.
    pub fn local_key(&self) -> PathBuf {
        self.data_dir.join("local-key.pem")
    }
}

impl Limits {
    /// These limits; each one that is not set is taken from `other`.
    pub fn or(self, other: Limits) -> Limits {
        Limits {
            max_body_bytes: self.max_body_bytes.or(other.max_body_bytes),
            deadline_seconds: self.deadline_seconds.or(other.deadline_seconds),
            max_requests: self.max_requests.or(other.max_requests),
            drain_seconds: self.drain_seconds.or(other.drain_seconds),
            server_timing: self.server_timing.or(other.server_timing),
            outbox_days: self.outbox_days.or(other.outbox_days),
            live: self.live,
        }
    }

    /// Largest request body, in bytes.
    pub fn body_bytes(&self) -> usize {
        self.max_body_bytes.unwrap_or(1024 * 1024)
    }

    /// How long a request may take.
    pub fn deadline(&self) -> Duration {
        Duration::from_secs(self.deadline_seconds.unwrap_or(10))
    }

    /// How many requests run at the same time.
    pub fn requests(&self) -> usize {
        self.max_requests.unwrap_or(512)
    }

    /// How long a stop waits for running requests.
    pub fn drain(&self) -> Duration {
        Duration::from_secs(self.drain_seconds.unwrap_or(15))
    }

    /// How long the outbox keeps its rows.
    pub fn outbox(&self) -> TimeDelta {
        TimeDelta::days(self.outbox_days.map_or(7, NonZeroU32::get).into())
    }
}

fn read(configured: Option<&Path>) -> anyhow::Result<File> {
    let path = configured.unwrap_or(Path::new(FILE));
    match std::fs::read_to_string(path) {
        Ok(text) => toml::from_str(&text).with_context(|| format!("{} is not a valid settings file", path.display())),
        // A file named by `--config` must exist; the default file need not.
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && configured.is_none() => Ok(File::default()),
        Err(error) => Err(error).with_context(|| format!("{} cannot be read", path.display())),
    }
}
