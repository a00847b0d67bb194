//! Structured logs on standard error.
//!
//! `COLONNADE_LOG` chooses what is written (`info` unless told; `colonnade::request=warn` silences the line per
//! request). Documents, variables and answers are never written: they hold personal data.

use clap::ValueEnum;
use serde::Deserialize;
use tracing_subscriber::EnvFilter;

/// How a line of the log looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// For reading in a terminal.
    #[default]
    Text,
    /// One JSON object a line, for collecting.
    Json,
}

/// Starts writing logs. A second call changes nothing.
pub fn start(format: Format) {
    let filter = EnvFilter::try_from_env("COLONNADE_LOG")
        .unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn,sea_orm_migration=warn"));
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let started = match format {
        Format::Text => lines.compact().with_ansi(std::io::IsTerminal::is_terminal(&std::io::stderr())).try_init(),
        Format::Json => lines.json().flatten_event(true).with_current_span(true).with_span_list(false).try_init(),
    };
    // Tests start several servers in one process: the first one's choice stands.
    drop(started);
}
