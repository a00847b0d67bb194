//! `colonnade admit`: the operator gives somebody of a trust a role.

use std::process::ExitCode;

use anyhow::{Context, bail};
use chrono::{NaiveDate, Utc};
use clap::Args;
use domain::platform::access::admit::{self, Admission};
use domain::platform::calendar::day_of;
use sea_orm::TransactionTrait;

use super::migrate;
use crate::clock::Clock;
use crate::config::{Oidc, Settings};
use crate::database::{Database, Purpose};
use crate::sign_in::oidc::principals;

/// Give somebody a role: for the first people of a trust, who can then give roles themselves
///
/// Running it again with the same options changes nothing; another --until changes when the role ends.
#[derive(Debug, Args)]
pub struct Admit {
    /// E-mail address of the person at the trust's sign-in provider
    #[arg(long, value_name = "EMAIL")]
    email: Option<String>,
    /// Id of the person or application at the provider (`sub`): safer than an address, and required for an application
    #[arg(long, value_name = "SUBJECT")]
    subject: Option<String>,
    /// Name to show; required for a new person or application
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Code of the role: trust_ceo, access_admin, headteacher
    #[arg(long, value_name = "CODE")]
    role: String,
    /// URN of a school at which the role is held; may be repeated
    #[arg(long, value_name = "URN")]
    school: Vec<String>,
    /// First day of the role [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    from: Option<NaiveDate>,
    /// Last day of the role; yesterday ends it at once
    #[arg(long, value_name = "YYYY-MM-DD")]
    until: Option<NaiveDate>,
    #[command(flatten)]
    oidc: Oidc,
}

/// Runs the command.
pub async fn run(options: &Admit, settings: &Settings) -> anyhow::Result<ExitCode> {
    let providers = settings.providers(options.oidc.clone())?;
    let named = options.oidc.trust.as_deref().or(settings.oidc.trust.as_deref());
    let subject = match &options.subject {
        None => None,
        Some(subject) => {
            let provider = providers.iter().find(|provider| named.is_none() || provider.trust.as_deref() == named);
            let provider = provider.context("--subject needs the provider: set --oidc-issuer and --oidc-audience")?;
            Some((provider.issuer.clone(), subject.clone()))
        }
    };
    let database = Database::open(&settings.database_url, Purpose::Maintain).await?;
    migrate::up(&database.writer).await?;
    if Clock::read(&database.readers).await?.is_demo() {
        bail!("this database holds a demo trust; its people sign in as personas: `colonnade token --list` lists them");
    }
    let wanted = Admission {
        trust_id: principals::trust(&database.readers, named).await?,
        email: options.email.clone(),
        subject,
        name: options.name.clone(),
        role: options.role.clone(),
        schools: options.school.clone(),
        starts_on: options.from.unwrap_or_else(|| day_of(Utc::now())),
        ends_on: options.until,
    };
    let txn = database.writer.begin().await?;
    let admitted = admit::admit(&txn, &wanted).await??;
    txn.commit().await?;
    database.close().await;
    let (new, granted) =
        (if admitted.is_new { ", new" } else { "" }, if admitted.granted { "written" } else { "as it was" });
    super::result(&format!("{}\t{}{new}\t{} {granted}\n", admitted.principal, admitted.name, wanted.role))?;
    Ok(ExitCode::SUCCESS)
}
