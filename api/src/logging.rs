//! Structured logs on standard error.
//!
//! `COLONNADE_LOG` chooses what is logged (default `info`; `colonnade::request=warn` turns the line per request off).
//! Documents, variables and answers are never logged: they hold personal data.

use clap::ValueEnum;
use serde::Deserialize;
use tracing_subscriber::EnvFilter;

/// The format of a log line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// For reading in a terminal.
    #[default]
    Text,
    /// One JSON object per line, for log collectors.
    Json,
}

/// Starts logging. A second call changes nothing.
pub fn start(format: Format) {
    let filter = EnvFilter::try_from_env("COLONNADE_LOG")
        .unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn,sea_orm_migration=warn"));
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let started = match format {
        Format::Text => lines.compact().with_ansi(std::io::IsTerminal::is_terminal(&std::io::stderr())).try_init(),
        Format::Json => lines.json().flatten_event(true).with_current_span(true).with_span_list(false).try_init(),
    };
    // Tests start several servers in one process: the first call wins.
    drop(started);
}
