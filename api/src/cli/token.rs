//! `colonnade token`: a short-lived token for whoever may read the local key.

use std::process::ExitCode;

use anyhow::bail;
use chrono::TimeDelta;
use clap::Args;
use entity::codes::PrincipalKind;
use entity::principal;

use crate::config::Settings;
use crate::database::{Database, Purpose};
use crate::sign_in::{LocalKey, personas, token};

/// How long an operator's token lasts.
const LASTS: TimeDelta = TimeDelta::hours(1);

/// Print a token that lasts an hour
#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("who").required(true).args(["persona", "user", "app", "list"])))]
pub struct Token {
    /// For a persona of the demo: head
    #[arg(long, value_name = "NAME")]
    persona: Option<String>,
    /// For the person with this address
    #[arg(long, value_name = "EMAIL")]
    user: Option<String>,
    /// For an application, by id, name or persona
    #[arg(long, value_name = "ID")]
    app: Option<String>,
    /// Print no token but whom one can be made for
    #[arg(long)]
    list: bool,
}

/// Runs the command.
pub async fn run(options: &Token, settings: &Settings) -> anyhow::Result<ExitCode> {
    let key = LocalKey::open(&settings.local_key())?;
    let database = Database::open(&settings.database_url, Purpose::Maintain).await?;
    let db = &database.readers;
    let found = if let Some(name) = &options.persona {
        personas::by_persona(db, name).await?.into_iter().collect()
    } else if let Some(email) = &options.user {
        personas::by_email(db, email).await?
    } else if let Some(app) = &options.app {
        personas::by_app(db, app).await?
    } else {
        let list: String = personas::all(db).await?.iter().filter_map(line).collect();
        database.close().await;
        super::result(&list)?;
        return Ok(ExitCode::SUCCESS);
    };
    database.close().await;
    let principal = match &found[..] {
        [one] => one,
        [] => bail!("nobody active is known by that: `colonnade token --list` tells who is"),
        several => bail!("{} trusts know that name: give an application by id, or a persona", several.len()),
    };
    let issued = token::issue(&key, principal.id, principal.trust_id, LASTS)?;
    super::result(&format!("{}\n", issued.token))?;
    Ok(ExitCode::SUCCESS)
}

/// A principal and the option that makes its token; nothing for a person without an address, who has none.
fn line(principal: &principal::Model) -> Option<String> {
    let option = match (&principal.persona, &principal.email, principal.kind) {
        (Some(persona), _, _) => format!("--persona {persona}"),
        (None, _, PrincipalKind::Application) => format!("--app {}", principal.id),
        (None, Some(email), _) => format!("--user {email}"),
        (None, None, _) => return None,
    };
    Some(format!("{option}\t{}\n", principal.name))
}
