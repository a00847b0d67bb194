//! `colonnade doctor`: looks at everything a server needs and changes nothing.

use std::process::ExitCode;

use chrono::{DateTime, Utc};
use clap::Args;
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{ConnectionTrait, DatabaseConnection};

use super::migrate;
use crate::clock::Clock;
use crate::config::{Oidc, ProviderSettings, Settings};
use crate::database::{self, Database, Purpose};
use crate::sign_in::oidc::{Timing, people};
use crate::sign_in::{LocalKey, Provider};

/// Clocks further apart than this make tokens start late or end early.
const CLOCKS_MAY_DIFFER_SECONDS: i64 = 30;

/// Check configuration, database, keys, clock, migrations and the sign-in provider
#[derive(Debug, Args)]
pub struct Doctor {
    #[command(flatten)]
    oidc: Oidc,
}

/// What was found, with the remedy where it is wrong.
enum Found {
    Well(String),
    Note(String),
    Wrong(String),
}

/// Runs the checks. Exit code 1 where something is wrong.
pub async fn run(options: &Doctor, settings: &Settings) -> anyhow::Result<ExitCode> {
    let mut all_well = true;
    let mut tell = |what: &str, found: Found| {
        let (mark, text) = match found {
            Found::Well(text) => ("ok   ", text),
            Found::Note(text) => ("note ", text),
            Found::Wrong(text) => {
                all_well = false;
                ("WRONG", text)
            }
        };
        println!("{mark} {what}: {text}");
    };
    tell("configuration", configuration(settings));
    tell("key", key(settings));
    let providers = match settings.providers(options.oidc.clone()) {
        Ok(providers) => providers,
        Err(error) => {
            tell("sign-in", Found::Wrong(format!("{error:#}")));
            Vec::new()
        }
    };
    for provider in &providers {
        tell("sign-in", keys_of(provider).await);
    }
    match open(settings).await {
        Err(found) => tell("database", found),
        Ok(database) => {
            tell("database", Found::Well(if database.is_embedded() { "SQLite" } else { "PostgreSQL" }.to_owned()));
            let migrations = migrations(&database.readers).await;
            let has_tables = matches!(migrations, Found::Well(_));
            tell("migrations", migrations);
            tell("clock", clock(&database).await);
            if has_tables {
                tell("trust", trust(&database.readers).await);
                for provider in &providers {
                    tell("sign-in", people_of(&database.readers, provider).await);
                }
            }
            database.close().await;
        }
    }
    Ok(if all_well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn configuration(settings: &Settings) -> Found {
    let data = settings.data_dir.display();
    if settings.bind.ip().is_loopback() {
        Found::Well(format!("listens on {}, this machine only; data in {data}", settings.bind))
    } else {
        Found::Note(format!("listens on {}: put TLS in front of it; data in {data}", settings.bind))
    }
}

fn key(settings: &Settings) -> Found {
    match LocalKey::read(&settings.local_key()) {
        Ok(key) => Found::Well(format!("local key {}", key.id())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            Found::Note("no local key yet: the first start makes one".to_owned())
        }
        Err(error) => Found::Wrong(error.to_string()),
    }
}

/// Fetches the keys as the server would, and compares the clocks.
async fn keys_of(settings: &ProviderSettings) -> Found {
    let issuer = &settings.issuer;
    let fetched = match Provider::new(settings.clone(), Timing::default()).check().await {
        Ok(fetched) => fetched,
        Err(error) => return Found::Wrong(format!("{issuer}: {error}")),
    };
    if fetched.keys.is_empty() {
        let reasons = fetched.keys.left_out.join("; ");
        return Found::Wrong(format!("{issuer} publishes no key that can be used: {reasons}"));
    }
    let apart = fetched.clock.map_or(0, |theirs| (Utc::now() - theirs).num_seconds().unsigned_abs());
    if apart > settings.skew_seconds {
        return Found::Wrong(format!(
            "{issuer}: its clock is {apart} s from ours and {} s are allowed: let this machine follow a time server",
            settings.skew_seconds
        ));
    }
    let (count, algorithms) = (fetched.keys.len(), fetched.keys.algorithms());
    Found::Well(format!("{issuer} for {}: {count} key(s), {algorithms}", settings.audiences.join(", ")))
}

/// Whose people a provider signs in, and how many of them it can find.
async fn people_of(db: &DatabaseConnection, provider: &ProviderSettings) -> Found {
    let issuer = &provider.issuer;
    let trust = match people::trust(db, provider.trust.as_deref()).await {
        Ok(trust) => trust,
        Err(error) => return Found::Wrong(format!("{issuer}: {error}")),
    };
    match people::known(db, trust, issuer).await {
        Ok(0) => {
            Found::Note(format!("{issuer}: nobody of the trust can sign in yet: `colonnade admit` lets people in"))
        }
        Ok(known) => Found::Well(format!("{issuer}: {known} principal(s) can sign in")),
        Err(error) => Found::Wrong(format!("the principals do not read ({error})")),
    }
}

async fn open(settings: &Settings) -> Result<Database, Found> {
    match database::sqlite_file(&settings.database_url) {
        // Opening would make the file.
        Ok(Some(path)) if !path.exists() => {
            return Err(Found::Note(format!("{} is not there yet: the first start makes it", path.display())));
        }
        _ => {}
    }
    Database::open(&settings.database_url, Purpose::Maintain).await.map_err(|error| Found::Wrong(format!("{error:#}")))
}

async fn migrations(db: &DatabaseConnection) -> Found {
    match migrate::missing(db).await {
        Ok(0) => Found::Well("all applied".to_owned()),
        Ok(n) => Found::Wrong(format!("{n} step(s) are missing: run `colonnade migrate`")),
        Err(error) => Found::Wrong(format!("their list does not read ({error:#}): run `colonnade migrate`")),
    }
}

/// Compares the machine's clock with the database's, where that is another machine.
async fn clock(database: &Database) -> Found {
    if database.is_embedded() {
        return Found::Well(Utc::now().format("%Y-%m-%d %H:%M:%S UTC").to_string());
    }
    let now = Query::select().expr_as(Expr::current_timestamp(), "now").to_owned();
    let asked = database.readers.query_one(&now).await;
    match asked.map(|row| row.and_then(|row| row.try_get::<DateTime<Utc>>("", "now").ok())) {
        Ok(Some(theirs)) => {
            let apart = (Utc::now() - theirs).num_seconds().abs();
            if apart > CLOCKS_MAY_DIFFER_SECONDS {
                Found::Wrong(format!("{apart} s from the database's clock: let both follow one time server"))
            } else {
                Found::Well(format!("{apart} s from the database's clock"))
            }
        }
        _ => Found::Wrong("the database does not tell its time".to_owned()),
    }
}

async fn trust(db: &DatabaseConnection) -> Found {
    match Clock::read(db).await {
        Ok(Clock::Demo(today)) => {
            Found::Note(format!("a demo trust, its today is {today}: real data does not belong here"))
        }
        Ok(Clock::System) => Found::Well("no demo trust".to_owned()),
        Err(error) => Found::Wrong(format!("the settings do not read ({error:#})")),
    }
}
