//! The options `--as` and `--user`: with whose rights a command runs.

use anyhow::{anyhow, bail};
use clap::Args;
use graph::Caller;
use sea_orm::DatabaseConnection;

use crate::clock::Clock;
use crate::sign_in::personas;

/// The persona or person with whose rights a command runs.
#[derive(Debug, Args)]
pub struct CallerOptions {
    /// For ctf and assessments: import with the rights of this persona of the demo
    #[arg(long = "as", value_name = "PERSONA", conflicts_with = "user")]
    persona: Option<String>,
    /// For ctf and assessments: import with the rights of the person with this e-mail address
    #[arg(long, value_name = "EMAIL")]
    user: Option<String>,
}

impl CallerOptions {
    /// The caller, with the rights of today by the database's clock.
    pub async fn compile(&self, db: &DatabaseConnection) -> anyhow::Result<Caller> {
        match (&self.persona, &self.user) {
            (Some(persona), _) => of_persona(db, persona).await,
            (None, Some(email)) => of_one(db, personas::by_email(db, email).await?, email).await,
            (None, None) => bail!("this import needs somebody's rights: add --as PERSONA or --user EMAIL"),
        }
    }
}

/// The caller of a persona.
pub async fn of_persona(db: &DatabaseConnection, persona: &str) -> anyhow::Result<Caller> {
    of_one(db, personas::by_persona(db, persona).await?.into_iter().collect(), persona).await
}

async fn of_one(
    db: &DatabaseConnection,
    found: Vec<entity::principal::Model>,
    known_as: &str,
) -> anyhow::Result<Caller> {
    let [principal] = &found[..] else {
        let count = found.len();
        bail!("{count} active people or applications match {known_as}: `colonnade token --list` lists them all");
    };
    let today = Clock::read(db).await?.today();
    let caller = domain::platform::access::compile(db, principal.id, today).await?;
    caller.ok_or_else(|| anyhow!("{} is not active", principal.name))
}
