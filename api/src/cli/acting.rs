//! Under whose rights a command acts: a persona of the demo, or a person by address.

use anyhow::{anyhow, bail};
use clap::Args;
use graph::Caller;
use sea_orm::DatabaseConnection;

use crate::clock::Clock;
use crate::sign_in::personas;

/// Whoever a command acts for.
#[derive(Debug, Args)]
pub struct Acting {
    /// For ctf and assessments: the persona of the demo under whose rights they are taken in
    #[arg(long = "as", value_name = "PERSONA", conflicts_with = "user")]
    persona: Option<String>,
    /// For ctf and assessments: the person with this address, under whose rights they are taken in
    #[arg(long, value_name = "EMAIL")]
    user: Option<String>,
}

impl Acting {
    /// The caller with the rights of the database's today.
    pub async fn caller(&self, db: &DatabaseConnection) -> anyhow::Result<Caller> {
        match (&self.persona, &self.user) {
            (Some(persona), _) => of_persona(db, persona).await,
            (None, Some(email)) => of_one(db, personas::by_email(db, email).await?, email).await,
            (None, None) => bail!("it is done under somebody's rights: give --as PERSONA or --user EMAIL"),
        }
    }
}

/// The caller that a persona is.
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
        bail!("{count} active people or applications are known as {known_as}: `colonnade token --list` tells who is");
    };
    let today = Clock::read(db).await?.today();
    let caller = domain::platform::access::compile(db, principal.id, today).await?;
    caller.ok_or_else(|| anyhow!("{} is not active", principal.name))
}
