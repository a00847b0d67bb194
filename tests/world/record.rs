//! Records the statements that a database ran for a document.
//!
//! The pools of the product do not log their statements. A second pool over the same database does, and each request
//! runs in a span of its own, so statements of other tests, which run at the same time in other threads, are left out.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{LazyLock, Mutex, Once};
use std::time::Duration;

use graph::Database;
use sea_orm::sqlx::ConnectOptions;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id};
use tracing::{Event, Instrument, Metadata, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::registry::LookupSpan;

/// The target under which sqlx logs each statement.
const TARGET: &str = "sqlx::query";
const SPAN: &str = "recorded";

static RECORDED: LazyLock<Mutex<HashMap<u64, Vec<String>>>> = LazyLock::new(Mutex::default);

/// A pool over the same database that logs its statements.
pub(crate) fn telling(database: &Database) -> Database {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| {
        tracing::subscriber::set_global_default(tracing_subscriber::registry().with(Recorder))
            .expect("the suite has no other subscriber");
    });
    match database {
        Database::Sqlite(pool) => {
            let options = logged((*pool.connect_options()).clone());
            Database::Sqlite(pool.options().clone().connect_lazy_with(options).into())
        }
        Database::Postgres(pool) => {
            let options = logged((*pool.connect_options()).clone());
            Database::Postgres(pool.options().clone().max_connections(4).connect_lazy_with(options).into())
        }
    }
}

fn logged<O: ConnectOptions>(options: O) -> O {
    let level = "debug".parse().expect("a level");
    // Without a threshold for slow statements sqlx would log each statement a second time.
    options.log_statements(level).log_slow_statements(level, Duration::from_secs(3_600))
}

/// Runs a future that should run `statements` statements, and returns those it ran, in the order in which they ended.
pub(crate) async fn recorded<T>(future: impl Future<Output = T>, statements: impl Fn(&T) -> usize) -> (T, Vec<String>) {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let value = future.instrument(tracing::debug_span!(target: TARGET, SPAN, number)).await;
    // SQLite's thread logs a statement only after it has returned the last row.
    for _ in 0..400 {
        let told = RECORDED.lock().expect("no panic while it is held").get(&number).map_or(0, Vec::len);
        if told >= statements(&value) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let told = RECORDED.lock().expect("no panic while it is held").remove(&number).unwrap_or_default();
    (value, told)
}

struct Recorder;

/// The number of a recorded span.
struct Number(u64);

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Recorder {
    fn enabled(&self, metadata: &Metadata<'_>, _: Context<'_, S>) -> bool {
        metadata.target() == TARGET
    }

    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let mut found = Seen::default();
        attributes.record(&mut found);
        if let (Some(span), Some(number)) = (context.span(id), found.number) {
            span.extensions_mut().insert(Number(number));
        }
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        let Some(scope) = context.event_scope(event) else { return };
        let number = scope.from_root().find_map(|span| span.extensions().get::<Number>().map(|number| number.0));
        let Some(number) = number else { return };
        let mut found = Seen::default();
        event.record(&mut found);
        // Of a statement of four words or fewer, sqlx logs only the summary.
        let text = if found.statement.trim().is_empty() { found.summary } else { found.statement.trim().to_owned() };
        // Statements that set up a connection belong to the pool, not to the document.
        // `commit` and `rollback` are not counted.
        let is_end = ["begin", "commit", "rollback"].iter().any(|word| text.to_lowercase().starts_with(word));
        if !text.starts_with("PRAGMA ") && !is_end {
            RECORDED.lock().expect("no panic while it is held").entry(number).or_default().push(text);
        }
    }
}

#[derive(Default)]
struct Seen {
    number: Option<u64>,
    statement: String,
    summary: String,
}

impl Visit for Seen {
    fn record_u64(&mut self, field: &Field, value: u64) {
        if field.name() == "number" {
            self.number = Some(value);
        }
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        match field.name() {
            "db.statement" => value.clone_into(&mut self.statement),
            "summary" => value.clone_into(&mut self.summary),
            _ => {}
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn std::fmt::Debug) {}
}
