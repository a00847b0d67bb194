//! Sign-in by a trust's own provider (OpenID Connect), outside demo mode.
//!
//! ```text
//! token ─ token::glance ─▶ which provider ─ keys (fetched, cached) ─▶ token::verify ─▶ Identity ─ people ─▶ principal
//! ```
//! A provider says who somebody is and nothing about what they may do: rights are grants in the database, as for
//! everybody. A provider speaks for one trust: what it says of another trust's people is not heard.

mod fetch;
mod jwks;
mod keys;
pub mod people;
mod token;

use std::sync::Arc;

use super::Unauthenticated;
use super::callers::Failure;
use crate::config::ProviderSettings;

pub use fetch::FetchError;
pub use jwks::KeySet;
pub use keys::Timing;
pub use token::{Glance, glance};

/// Whom a verified token is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Who says so.
    pub issuer: String,
    /// What the issuer calls them, for ever.
    pub subject: String,
    /// Their address in lower case, if the issuer has made sure that it is theirs.
    pub email: Option<String>,
    /// When the token ends, in seconds of the Unix clock.
    pub ends: i64,
}

/// One provider and its keys.
#[derive(Debug)]
pub struct Provider {
    /// How it is configured.
    pub settings: ProviderSettings,
    keys: Arc<keys::Keys>,
}

impl Provider {
    /// A provider whose keys have not been fetched yet.
    #[must_use]
    pub fn new(settings: ProviderSettings, timing: Timing) -> Provider {
        let source = fetch::Source::new(settings.issuer.clone(), settings.jwks_url.clone());
        Provider { settings, keys: Arc::new(keys::Keys::new(source, timing)) }
    }

    /// Fetches the keys ahead of the first token. A provider that is down is asked again when one comes.
    pub async fn warm_up(&self) {
        self.keys.warm_up().await;
    }

    /// Asks the provider for its keys now, past every cache: for whoever checks the configuration.
    pub async fn check(&self) -> Result<fetch::Fetched, FetchError> {
        self.keys.source().fetch().await
    }

    /// Whom a token of this provider is about, if it holds.
    pub async fn verify(&self, text: &str, seen: &Glance) -> Result<Identity, Failure> {
        let algorithm = seen.algorithm.ok_or(Unauthenticated::Forged)?;
        let candidates = self.keys.find(seen.key.as_deref(), algorithm).await?;
        Ok(token::verify(text, algorithm, &candidates, &self.settings)?)
    }
}

/// The provider that answers for a token, by what the token says of itself; nothing for a local token.
#[must_use]
pub fn choose<'p>(providers: &'p [Provider], seen: &Glance) -> Option<&'p Provider> {
    let issuers = || providers.iter().filter(|provider| provider.settings.issuer == seen.issuer);
    // Two trusts may use one issuer, each registered under an id of its own.
    let meant = issuers().find(|provider| seen.audiences.iter().any(|one| provider.settings.audiences.contains(one)));
    meant.or_else(|| issuers().next())
}
