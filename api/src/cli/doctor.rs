//! `colonnade doctor`: checks everything that a server needs and changes nothing.

use std::process::ExitCode;

use chrono::{DateTime, Utc};
use clap::Args;
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{ConnectionTrait, DatabaseConnection};

use super::migrate;
use crate::clock::Clock;
use crate::config::{Oidc, ProviderSettings, Settings};
use crate::database::{self, Database, Purpose};
use crate::sign_in::oidc::{Timing, principals};
use crate::sign_in::{LocalKey, Provider};

/// If clocks differ by more than this, tokens become valid late or expire early.
const MAX_CLOCK_DIFFERENCE_SECONDS: i64 = 30;

/// Check configuration, database, keys, clock, migrations and the sign-in provider
#[derive(Debug, Args)]
pub struct Doctor {
    #[command(flatten)]
    oidc: Oidc,
}

/// The result of a check. The text of `Wrong` says what to do.
enum Finding {
    Ok(String),
    Note(String),
    Wrong(String),
}

/// Runs the checks. The exit code is 1 where something is wrong.
pub async fn run(options: &Doctor, settings: &Settings) -> anyhow::Result<ExitCode> {
    let mut all_ok = true;
    let mut report = |check: &str, finding: Finding| {
        let (mark, text) = match finding {
            Finding::Ok(text) => ("ok   ", text),
            Finding::Note(text) => ("note ", text),
            Finding::Wrong(text) => {
                all_ok = false;
                ("WRONG", text)
            }
        };
        println!("{mark} {check}: {text}");
    };
    report("configuration", configuration(settings));
    report("key", key(settings));
    let providers = match settings.providers(options.oidc.clone()) {
        Ok(providers) => providers,
        Err(error) => {
            report("sign-in", Finding::Wrong(format!("{error:#}")));
            Vec::new()
        }
    };
    for provider in &providers {
        report("sign-in", keys_of(provider).await);
    }
    match open(settings).await {
        Err(finding) => report("database", finding),
        Ok(database) => {
            report("database", Finding::Ok(if database.is_embedded() { "SQLite" } else { "PostgreSQL" }.to_owned()));
            let migrations = migrations(&database.readers).await;
            let has_tables = matches!(migrations, Finding::Ok(_));
            report("migrations", migrations);
            report("clock", clock(&database).await);
            if has_tables {
                report("trust", trust(&database.readers).await);
                for provider in &providers {
                    report("sign-in", people_of(&database.readers, provider).await);
                }
            }
            database.close().await;
        }
    }
    Ok(if all_ok { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn configuration(settings: &Settings) -> Finding {
    let data = settings.data_dir.display();
    if settings.bind.ip().is_loopback() {
        Finding::Ok(format!("listens on {}, this machine only; data in {data}", settings.bind))
    } else {
        Finding::Note(format!("listens on {}: put TLS in front of it; data in {data}", settings.bind))
    }
}

fn key(settings: &Settings) -> Finding {
    match LocalKey::read(&settings.local_key()) {
        Ok(key) => Finding::Ok(format!("local key {}", key.id())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            Finding::Note("there is no local key yet: the first start creates it".to_owned())
        }
        Err(error) => Finding::Wrong(error.to_string()),
    }
}

/// Fetches the provider's keys as the server would, and compares the provider's clock with ours.
async fn keys_of(settings: &ProviderSettings) -> Finding {
    let issuer = &settings.issuer;
    let fetched = match Provider::new(settings.clone(), Timing::default()).check().await {
        Ok(fetched) => fetched,
        Err(error) => return Finding::Wrong(format!("{issuer}: {error}")),
    };
    if fetched.keys.is_empty() {
        let reasons = fetched.keys.skipped.join("; ");
        return Finding::Wrong(format!("{issuer} publishes no usable key: {reasons}"));
    }
    let difference = fetched.clock.map_or(0, |theirs| (Utc::now() - theirs).num_seconds().unsigned_abs());
    if difference > settings.skew_seconds {
        return Finding::Wrong(format!(
            "{issuer}: its clock and ours differ by {difference} s; {} s are allowed: synchronise this machine with a \
             time server",
            settings.skew_seconds
        ));
    }
    let (count, algorithms) = (fetched.keys.len(), fetched.keys.algorithms());
    Finding::Ok(format!("{issuer} for {}: {count} key(s), {algorithms}", settings.audiences.join(", ")))
}

/// Finds a provider's trust and counts the principals that can sign in with its tokens.
async fn people_of(db: &DatabaseConnection, provider: &ProviderSettings) -> Finding {
    let issuer = &provider.issuer;
    let trust = match principals::trust(db, provider.trust.as_deref()).await {
        Ok(trust) => trust,
        Err(error) => return Finding::Wrong(format!("{issuer}: {error}")),
    };
    match principals::count(db, trust, issuer).await {
        Ok(0) => Finding::Note(format!(
            "{issuer}: nobody of the trust can sign in yet: `colonnade admit` gives people a role"
        )),
        Ok(count) => Finding::Ok(format!("{issuer}: {count} principal(s) can sign in")),
        Err(error) => Finding::Wrong(format!("the principals could not be read ({error})")),
    }
}

async fn open(settings: &Settings) -> Result<Database, Finding> {
    match database::sqlite_file(&settings.database_url) {
        // Opening the database would create the file.
        Ok(Some(path)) if !path.exists() => {
            return Err(Finding::Note(format!("{} does not exist yet: the first start creates it", path.display())));
        }
        _ => {}
    }
    Database::open(&settings.database_url, Purpose::Maintain)
        .await
        .map_err(|error| Finding::Wrong(format!("{error:#}")))
}

async fn migrations(db: &DatabaseConnection) -> Finding {
    match migrate::missing(db).await {
        Ok(0) => Finding::Ok("all are applied".to_owned()),
        Ok(n) => Finding::Wrong(format!("{n} migration(s) are missing: run `colonnade migrate`")),
        Err(error) => {
            Finding::Wrong(format!("the applied migrations could not be read ({error:#}): run `colonnade migrate`"))
        }
    }
}

/// Compares this machine's clock with that of the PostgreSQL server.
async fn clock(database: &Database) -> Finding {
    if database.is_embedded() {
        return Finding::Ok(Utc::now().format("%Y-%m-%d %H:%M:%S UTC").to_string());
    }
    let now = Query::select().expr_as(Expr::current_timestamp(), "now").to_owned();
    let row = database.readers.query_one(&now).await;
    match row.map(|row| row.and_then(|row| row.try_get::<DateTime<Utc>>("", "now").ok())) {
        Ok(Some(theirs)) => {
            let difference = (Utc::now() - theirs).num_seconds().abs();
            let text = format!("differs by {difference} s from the database's clock");
            if difference > MAX_CLOCK_DIFFERENCE_SECONDS {
                Finding::Wrong(format!("{text}: synchronise both with the same time server"))
            } else {
                Finding::Ok(text)
            }
        }
        _ => Finding::Wrong("the database's time could not be read".to_owned()),
    }
}

async fn trust(db: &DatabaseConnection) -> Finding {
    match Clock::read(db).await {
        Ok(Clock::Demo(today)) => Finding::Note(format!(
            "a demo trust, whose date is always {today}: do not put real data into this database"
        )),
        Ok(Clock::System) => Finding::Ok("no demo trust".to_owned()),
        Err(error) => Finding::Wrong(format!("the settings in the database could not be read ({error:#})")),
    }
}
